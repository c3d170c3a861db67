import { uuidv7 } from 'uuidv7';
import { latestDayAt } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { isProblem, partsSaid, type PaidParts } from '$lib/domain/receivables/paid-said';
import { refuseAboveOnce } from '$lib/domain/receivables/at-once';
import { fewNumbers } from '$lib/i18n/few-numbers';
import { formatMoney } from '$lib/i18n/format';
import { saveAttachments } from '../attachments/save-attachment';
import { record } from '../audit/record';
import {
	CUSTOMER_DAY,
	LINK_DAY,
	ofLink,
	refuseAboveCustomerDay,
	refuseAboveToday
} from '../auth/link-day';
import { signatureOf, type PortalScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import { lockInvoices } from '../invoices/lock-invoices';
import { aroundOf } from '../invoices/portal-account';
import { shownInvoice } from '../invoices/portal-states';
import type { InvoiceBalance } from '../invoices/queries';
import { everyNamed, everyPaid } from './claim-every';
import { claimMadeWith, contentOf, type NewClaim } from './claim-once';
import { pauseSaid, type NamedInvoice } from './pause-said';
import { tellOfClaim } from './tell-of-claim';

/**
 * "I have paid": what the customer says, never a payment. What he says he paid rests for a few days, not a
 * euro more, and somebody looks at the bank. Said again within a month, somebody looks and nothing rests
 * longer.
 */
export async function claimPayment(
	unit: Unit<PortalScope>,
	input: NewClaim
): Promise<{ claimId: string }> {
	refuseAboveOnce(input.invoiceIds);
	const { customerId } = unit.scope;
	const { every, invoiceIds } = input;
	const invoices = await lockInvoices(unit, { customerId, ...(!every && { invoiceIds }) });
	const earlier = await claimMadeWith(unit, input);
	if (earlier) return earlier;
	const named = every ? await everyNamed(unit, input, invoices) : await namedIn(unit, invoices);
	const amountMinor = input.amountMinor ?? sumOf(named);
	refuse(unit, { ...input, amountMinor }, every ? named : invoices);
	refuseMore({ ...input, amountMinor }, named);
	await refuseAboveToday(unit, {
		...{ table: paymentClaim, at: paymentClaim.claimedAt, which: ofLink(unit, paymentClaim) },
		most: LINK_DAY.claims
	});
	await refuseAboveCustomerDay(unit, {
		...{ table: paymentClaim, at: paymentClaim.claimedAt, most: CUSTOMER_DAY.claims }
	});
	const parts = partsOf(input, amountMinor, named);
	// Where nothing is asked for, he still may have paid: everything he names.
	const about = parts.size > 0 ? named.filter(({ id }) => parts.has(id)) : named;
	const rests = await pauseSaid(unit, { input, about, parts });
	const claimId = uuidv7();
	await insertClaim(unit, { id: claimId, amountMinor, input });
	await insertItems(unit, claimId, about, parts);
	await rests.pause(claimId);
	await saveAttachments(
		unit,
		{ paymentClaimId: claimId, customerId, audience: 'customer', uploadedByKind: 'customer' },
		input.files
	);
	await record(
		unit,
		'payment.claimed',
		{ kind: 'payment', id: claimId, customerId },
		{ paidOn: input.paidOn, amountMinor, currency: input.currency, untilOn: rests.untilOn }
	);
	await tellOfClaim(unit, {
		...{ claimId, untilOn: rests.untilOn, resting: rests.resting },
		...input,
		amountMinor,
		dueMinor: await dueAfter(unit, about),
		numbers: about.map(({ number }) => number)
	});
	return { claimId };
}

/** What he was shown of each invoice, and the most he may have paid of it, minor units. */
async function namedIn(
	unit: Unit<PortalScope>,
	invoices: readonly InvoiceBalance[]
): Promise<NamedInvoice[]> {
	const around = await aroundOf(unit);
	return invoices.map((invoice) => {
		const { freeMinor, toPayMinor } = shownInvoice(invoice, around);
		return { ...invoice, mostMinor: freeMinor, collectibleMinor: toPayMinor };
	});
}

/** What is asked for of these invoices now that some of it rests. */
async function dueAfter(
	unit: Unit<PortalScope>,
	invoices: readonly InvoiceBalance[]
): Promise<bigint> {
	const around = await aroundOf(unit);
	const due = invoices.map((invoice) => shownInvoice(invoice, around).collectibleMinor);
	return due.reduce((sum, minor) => sum + minor, 0n);
}

const sumOf = (named: readonly NamedInvoice[]): bigint => {
	const sum = (of: 'collectibleMinor' | 'mostMinor'): bigint =>
		named.reduce((total, one) => total + one[of], 0n);
	return sum('collectibleMinor') || sum('mostMinor');
};

/** @throws what he has to say of each invoice first */
function partsOf(
	{ parts, currency, every }: NewClaim,
	amountMinor: bigint,
	named: readonly NamedInvoice[]
): PaidParts {
	if (every) return everyPaid(amountMinor, currency, named);
	const typed =
		parts && new Map(parts.map(({ invoiceId, amountMinor: minor }) => [invoiceId, minor]));
	const found = partsSaid(amountMinor, named, typed);
	if (!isProblem(found)) return found;
	const words = (minor: bigint): string => formatMoney(money(minor, currency));
	const amount = words(amountMinor);
	if (found.code === 'parts_sum')
		throw new AppError('claim_parts_sum', { sum: words(found.sumMinor), amount }, 'parts');
	if (found.code === 'parts_unknown')
		throw new AppError('claim_parts_unknown', { amount }, 'parts');
	const { id, mostMinor } = found;
	const { number } = named.find((one) => one.id === id)!;
	throw new AppError('claim_part_above', { number, max: words(mostMinor) }, 'parts');
}

type Asked = NewClaim & { amountMinor: bigint };

function refuse(
	{ now }: Unit<PortalScope>,
	{ invoiceIds, every, paidOn, amountMinor, currency, parts = [] }: Asked,
	invoices: readonly InvoiceBalance[]
): void {
	if (!every && invoiceIds.length === 0) throw new AppError('invoice_required', {}, 'invoice');
	if (invoices.length < new Set(invoiceIds).size) throw new AppError('not_found', {}, 'invoice');
	if (parts.some(({ invoiceId }) => !invoiceIds.includes(invoiceId)))
		throw new AppError('not_found', {}, 'parts');
	if (invoices.some((invoice) => invoice.currency !== currency))
		throw new AppError('one_currency', {}, 'invoice');
	if (invoices.every(({ openMinor }) => openMinor === 0n))
		throw new AppError('nothing_to_pay', {}, 'invoice');
	// His day, not ours: he may sit far east of us.
	if (paidOn > latestDayAt(now)) throw new AppError('paid_in_future', {}, 'paidOn');
	if (amountMinor <= 0n) throw new AppError('amount_not_positive', {}, 'amount');
}

/** A sum for other invoices too, or a slip: only he knows, and both sides would be told what he did not mean. @throws claim_above */
function refuseMore(
	{ isMore, amountMinor, currency }: Asked,
	named: readonly NamedInvoice[]
): void {
	const owing = named.filter(({ mostMinor }) => mostMinor > 0n);
	const mostMinor = owing.reduce((sum, one) => sum + one.mostMinor, 0n);
	if (isMore || owing.length === 0 || amountMinor <= mostMinor) return;
	const words = (minor: bigint): string => formatMoney(money(minor, currency));
	const numbers = fewNumbers(owing.map(({ number }) => number)).join(', ');
	const told = { amount: words(amountMinor), max: words(mostMinor), numbers };
	throw new AppError('claim_above', told, 'more');
}

interface Said {
	id: string;
	amountMinor: bigint;
	input: NewClaim;
}

async function insertClaim(unit: Unit<PortalScope>, { id, amountMinor, input }: Said) {
	const { organisationId, customerId, holder } = unit.scope;
	const { paidOn, currency, reference, note, language, idempotencyKey } = input;
	await unit.tx.insert(paymentClaim).values({
		...{ organisationId, id, customerId, paidOn, currency, amountMinor, reference, note, language },
		byName: signatureOf(holder),
		byEmail: holder.email,
		linkId: holder.linkId,
		claimedAt: unit.now,
		claimedOn: unit.today,
		contentSha256: contentOf(input),
		idempotencyKey
	});
}

async function insertItems(
	{ tx, scope }: Unit<PortalScope>,
	paymentClaimId: string,
	about: readonly InvoiceBalance[],
	parts: ReadonlyMap<string, bigint>
): Promise<void> {
	const { organisationId, customerId } = scope;
	const rows = about.map(({ id: invoiceId }) => ({
		...{ id: uuidv7(), invoiceId, amountMinor: parts.get(invoiceId) ?? null }
	}));
	const shared = { organisationId, customerId, paymentClaimId };
	for (const part of chunks(rows)) await tx.execute(insertMany(paymentClaimItem, part, shared));
}
