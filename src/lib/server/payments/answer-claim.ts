import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { minorMax, minorMin, money } from '$lib/domain/money';
import { fewNumbers } from '$lib/i18n/few-numbers';
import { say } from '$lib/i18n/words';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import { holderOf } from '../auth/link-queries';
import { reachedToday } from '../customers/contact-queries';
import {
	partsEnded,
	pauseUntilBooked,
	releaseClaimPauses,
	type SayingClaims
} from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { paymentClaim } from '../db/schema/payment-claims';
import { lockInvoices } from '../invoices/lock-invoices';
import { organisationOf } from '../settings/queries';
import { invoicesOfClaim, numbersOfClaims, partsOfClaim, type Claim } from './claim-queries';
import { bookedSince } from './booked';
import { paymentsIn } from './said-of';

export interface ClaimVerdict {
	claimId: string;
	verdict: 'found' | 'not_found';
	/** To the customer. */
	note: string;
}

/**
 * What the bank says. Found, the payment is recorded apart and nothing is asked until it is; not found,
 * the pause ends. The customer reads both.
 */
export async function answerClaim(
	unit: Unit<InsideScope>,
	{ claimId, verdict, note }: ClaimVerdict
): Promise<void> {
	const claim = await openClaim(unit, claimId);
	await unit.tx
		.update(paymentClaim)
		.set({ verdict, decidedAt: unit.now, decidedBy: actorOf(unit.scope).name, decisionNote: note })
		.where(ofClaim(unit, claimId));
	if (verdict === 'found') await restUntilBooked(unit, claim);
	else await releaseClaimPauses(unit, claimId);
	await record(
		unit,
		`payment.claim_${verdict}`,
		{ kind: 'payment', id: claimId, customerId: claim.customerId },
		{ note }
	);
	await tellCustomer(unit, claim, { verdict, note });
}

const ofClaim = (unit: Unit<InsideScope>, claimId: string) =>
	and(eq(paymentClaim.organisationId, unit.scope.organisationId), eq(paymentClaim.id, claimId));

/** The invoices are held: a message that is being claimed has left, or sees what follows. */
async function openClaim(unit: Unit<InsideScope>, claimId: string): Promise<Claim> {
	const read = () => unit.tx.select().from(paymentClaim).where(ofClaim(unit, claimId));
	const [known] = await read();
	if (!known) throw new AppError('not_found');
	await lockInvoices(unit, { customerId: known.customerId });
	const [claim] = await read();
	if (claim!.verdict !== null) throw new AppError('conflict');
	return claim!;
}

/** What is paid, or booked of it since it was said, needs no rest. */
async function restUntilBooked(unit: Unit<InsideScope>, claim: Claim): Promise<void> {
	const invoices = await invoicesOfClaim(unit, claim.id);
	const payments = await paymentsIn(unit, claim);
	const left = await notBooked(unit, claim, payments);
	const { language } = await organisationOf(unit);
	await pauseUntilBooked(
		unit,
		{
			id: claim.id,
			customerId: claim.customerId,
			saying: sayingIn(payments),
			reason: [say('pay_hold_found', {}, language), claim.reference].filter(Boolean).join(' – ')
		},
		invoices
			.filter(({ openMinor }) => openMinor > 0n)
			.map((invoice) => ({ ...invoice, amountMinor: left(invoice.id) }))
			.filter(({ amountMinor }) => amountMinor === null || amountMinor > 0n)
	);
}

/**
 * What was found of each invoice without what was booked of it; null: all of it. Booked is what its pause
 * became less by, for the money of another statement is not its; without a pause, all that came since. Said
 * twice, it is one payment: since it was said first, with the pauses of both.
 */
async function notBooked(
	unit: Unit<InsideScope>,
	{ id }: Claim,
	payments: Payments
): Promise<(invoiceId: string) => bigint | null> {
	const parts = await partsOfClaim(unit, id);
	const ended = await partsEnded(unit, sayingIn(payments));
	const since = await bookedSince(
		unit,
		new Map([...payments].map(([invoiceId, { since: at }]) => [invoiceId, at]))
	);
	return (invoiceId) => {
		const bookedMinor = since.get(invoiceId) ?? 0n;
		const part = parts.get(invoiceId) ?? null;
		if (part === null) return bookedMinor > 0n ? 0n : null;
		return minorMax(0n, part - minorMin(ended.get(invoiceId) ?? bookedMinor, bookedMinor));
	};
}

type Payments = Awaited<ReturnType<typeof paymentsIn>>;

const sayingIn = (payments: Payments): SayingClaims =>
	new Map([...payments].map(([invoiceId, { claimIds }]) => [invoiceId, claimIds]));

async function tellCustomer(
	unit: Unit<InsideScope>,
	claim: Claim,
	{ verdict, note }: Pick<ClaimVerdict, 'verdict' | 'note'>
): Promise<void> {
	const known = claim.linkId ? await holderOf(unit, claim.linkId) : null;
	const { contactId, name } = known ?? { contactId: null, name: claim.byName };
	const [holder] = await reachedToday(unit, [{ email: claim.byEmail, contactId }]);
	// Removed meanwhile, he is written to no more.
	if (!holder) return;
	const numbersOf = await numbersOfClaims(unit, [claim.id]);
	await putMail(unit, {
		mail: 'account-update',
		onceKey: `account-update:claim-${verdict}:${claim.id}:${claim.byEmail}`,
		to: { email: holder.email, name, language: claim.language },
		customerId: claim.customerId,
		link: { kind: 'portal', contactId: holder.contactId },
		facts: {
			event: verdict === 'found' ? 'claim_found' : 'claim_not_found',
			path: verdict === 'found' ? '' : '/pay',
			amounts: [money(claim.amountMinor, claim.currency)],
			on: claim.paidOn,
			numbers: fewNumbers(numbersOf(claim.id), claim.language).join(', '),
			text: note
		}
	});
}
