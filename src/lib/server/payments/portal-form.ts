import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { groupBy } from '$lib/domain/group-by';
import { money } from '$lib/domain/money';
import { MOST_LISTED } from '$lib/domain/receivables/at-once';
import { isMissing } from '$lib/domain/receivables/reported-payment';
import { payeeOf, transferReference } from '$lib/domain/receivables/transfer';
import type { PortalScope } from '../auth/scope';
import { customerOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { portalAccount, type PortalAccount } from '../invoices/portal-account';
import { openInvoices } from '../invoices/queries';
import type { ShownInvoice } from '../invoices/portal-states';
import { epcSquares } from '../pdf/letter/epc-qr';
import { bankOf } from '../settings/bank';
import { organisationOf, type Organisation } from '../settings/queries';
import { withFates, type ToldClaim } from './claim-fates';
import { claimsSaid, SAID_DAYS } from './claim-queries';
import { payableMinor, toPay, type Every, type ToPay } from './to-pay';

/** One transfer: a sum in one currency, what it settles and what to write on it. */
export interface Transfer {
	currency: string;
	amountMinor: bigint;
	/** Received before without an invoice, and taken off. */
	deductedMinor: bigint;
	reference: string;
	/** Rows of the square code a banking application reads; null when no SEPA transfer can say it. */
	squares: boolean[][] | null;
	/** Of very many the first ones, the oldest due date first. */
	invoices: PayableInvoice[];
	/** How many it settles. */
	count: number;
	/** Too many to be named: said to be paid together, or chosen on the account. */
	every: Every | null;
}

export interface PayableInvoice {
	id: string;
	number: string;
	dueOn: LocalDate | null;
	daysLate: number;
	/** Neither contested nor promised, or all that was promised of it. */
	amountMinor: bigint;
	disputedMinor: bigint;
	/** What a decision made payable again, and is left out here. */
	refusedMinor: bigint;
	promisedMinor: bigint;
	/** Of what is contested, accepted and not settled yet. */
	acceptedMinor: bigint;
	/** Said to be paid, and left out here. */
	saidPaidMinor: bigint;
	/** Of its amount, what nobody reminds of for a while. */
	quiet: ShownInvoice['quiet'];
}

/** Where and what to pay: these invoices, or what is overdue, or else what falls due. */
export async function payForm(unit: Unit<PortalScope>, invoiceIds: readonly string[]) {
	const account = await portalAccount(unit);
	const organisation = await organisationOf(unit);
	const { code } = await customerOf(unit, unit.scope.customerId);
	const settled = await settledAmong(unit, account, invoiceIds);
	const chosen = toPay(account, invoiceIds);
	const said = await saidLately(unit, account);
	return {
		transfers: [...groupBy(chosen.invoices, ({ currency }) => currency)].map(
			([currency, invoices]) =>
				transferOf({
					...{ currency, invoices, code, organisation },
					...{ net: chosen.netOf(currency), what: chosen.what }
				})
		),
		what: chosen.what,
		/** What was said lately, with what became of it. */
		said: said.slice(0, SAID_SHOWN),
		isAskedAgain: asksAgain(said, chosen.invoices),
		/** Received, and settles nothing yet. */
		credit: account.sums.left,
		/** Numbers of those that were chosen and are paid. */
		settled,
		bank: bankOf(organisation),
		payPage: organisation.payPage,
		today: unit.today,
		idempotencyKey: uuidv7()
	};
}

const SAID_SHOWN = 5;

async function saidLately(unit: Unit<PortalScope>, account: PortalAccount): Promise<ToldClaim[]> {
	const since = addDays(unit.today, -SAID_DAYS);
	return withFates(unit, await claimsSaid(unit, { since }), account);
}

/** Some of what is asked for here was said to be paid, and did not come. */
function asksAgain(said: readonly ToldClaim[], invoices: readonly ShownInvoice[]): boolean {
	const asked = new Set(invoices.map(({ id }) => id));
	return said.filter(isMissing).some(({ missing }) => missing.some((id) => asked.has(id)));
}

/** A reminder leads here long after it left: what was paid meanwhile is told. @throws not_found what is not his */
async function settledAmong(
	unit: Unit<PortalScope>,
	{ open }: PortalAccount,
	ids: readonly string[]
): Promise<string[]> {
	const known = new Set(open.map(({ id }) => id));
	const others = [...new Set(ids)].filter((id) => !known.has(id));
	if (others.length === 0) return [];
	const { customerId } = unit.scope;
	const own = await openInvoices(unit, { customerId, invoiceIds: others });
	if (own.length < others.length) throw new AppError('not_found');
	return own.map(({ number }) => number);
}

interface OneCurrency {
	currency: string;
	invoices: readonly ShownInvoice[];
	code: string;
	organisation: Organisation;
	net: bigint | null;
	what: ToPay['what'];
}

function transferOf(one: OneCurrency): Transfer {
	const { currency, invoices, code, organisation, net, what } = one;
	const isEvery = what !== 'chosen' && invoices.length > MOST_LISTED;
	const gross = invoices.reduce((sum, invoice) => sum + payableMinor(invoice), 0n);
	const amountMinor = net ?? gross;
	const reference = transferReference(
		code,
		invoices.map(({ number }) => number)
	);
	const { iban, bic } = organisation;
	return {
		currency,
		amountMinor,
		deductedMinor: gross - amountMinor,
		reference,
		squares: epcSquares({
			...{ holder: payeeOf(organisation), iban, bic },
			amount: money(amountMinor, currency),
			text: reference
		}),
		count: invoices.length,
		every: isEvery ? (what === 'overdue' ? what : 'upcoming') : null,
		invoices: (isEvery ? invoices.slice(0, MOST_LISTED) : invoices).map((invoice) => ({
			...{ id: invoice.id, number: invoice.number, dueOn: invoice.dueOn },
			daysLate: invoice.daysLate,
			amountMinor: payableMinor(invoice),
			...leftOutOf(invoice, what),
			acceptedMinor: invoice.acceptedMinor,
			quiet: invoice.quiet,
			promisedMinor: invoice.promise?.minor ?? 0n,
			saidPaidMinor: invoice.saidPaid.reduce((sum, { minor }) => sum + minor, 0n)
		}))
	};
}

/** Named, an invoice is paid with what a decision refused: it stands in its amount. */
const leftOutOf = (
	{ disputedMinor, refusedMinor }: ShownInvoice,
	what: ToPay['what']
): Pick<PayableInvoice, 'disputedMinor' | 'refusedMinor'> =>
	what === 'chosen'
		? { disputedMinor, refusedMinor: 0n }
		: { disputedMinor: disputedMinor - refusedMinor, refusedMinor };
