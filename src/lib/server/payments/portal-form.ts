import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { groupBy } from '$lib/domain/group-by';
import { money } from '$lib/domain/money';
import { transferReference } from '$lib/domain/receivables/transfer';
import type { PortalScope } from '../auth/scope';
import { customerOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { portalAccount, type PortalAccount } from '../invoices/portal-account';
import { openInvoices } from '../invoices/queries';
import type { ShownInvoice } from '../invoices/portal-states';
import { epcSquares } from '../pdf/letter/epc-qr';
import { organisationOf, type Organisation } from '../settings/queries';
import { claimsSaid } from './claim-queries';

/** One transfer: a sum in one currency, what it settles and what to write on it. */
export interface Transfer {
	currency: string;
	amountMinor: bigint;
	/** Received before without an invoice, and taken off. */
	deductedMinor: bigint;
	reference: string;
	/** Rows of the square code a banking application reads; null when no SEPA transfer can say it. */
	squares: boolean[][] | null;
	invoices: PayableInvoice[];
}

export interface PayableInvoice {
	id: string;
	number: string;
	dueOn: LocalDate | null;
	daysLate: number;
	/** Neither contested nor promised, or all that was promised of it. */
	amountMinor: bigint;
	disputedMinor: bigint;
	promisedMinor: bigint;
	/** Said to be paid, and left out here. */
	saidPaidMinor: bigint;
}

/** Where and what to pay: these invoices, or what is overdue, or else what falls due. */
export async function payForm(unit: Unit<PortalScope>, invoiceIds: readonly string[]) {
	const account = await portalAccount(unit);
	const organisation = await organisationOf(unit);
	const { code } = await customerOf(unit, unit.scope.customerId);
	const settled = await settledAmong(unit, account, invoiceIds);
	const chosen = chosenOf(account, invoiceIds);
	return {
		transfers: [...groupBy(chosen.invoices, ({ currency }) => currency)].map(
			([currency, invoices]) =>
				transferOf({ currency, invoices, code, organisation, net: chosen.netOf(currency) })
		),
		what: chosen.what,
		/** What was said lately, with what became of it. */
		said: (await claimsSaid(unit, addDays(unit.today, -SAID_DAYS))).slice(0, SAID_SHOWN),
		/** Numbers of those that were chosen and are paid. */
		settled,
		bank: bankOf(organisation),
		payPage: organisation.payPage,
		today: unit.today,
		idempotencyKey: uuidv7()
	};
}

const SAID_DAYS = 60;
const SAID_SHOWN = 5;
/** A reminder leads here long after it left: what was paid meanwhile is told. @throws not_found what is not his */
async function settledAmong(
	unit: Unit<PortalScope>,
	{ open }: PortalAccount,
	ids: readonly string[]
): Promise<string[]> {
	const others = [...new Set(ids)].filter((id) => !open.some((invoice) => invoice.id === id));
	if (others.length === 0) return [];
	const { customerId } = unit.scope;
	const own = await openInvoices(unit, { customerId, invoiceIds: others });
	if (own.length < others.length) throw new AppError('not_found');
	return own.map(({ number }) => number);
}

interface Chosen {
	/** Resting: what is overdue is promised, or said to be paid. */
	what: 'chosen' | 'overdue' | 'resting' | 'upcoming';
	invoices: ShownInvoice[];
	/** The sum the account asks for, less what was received; null = that of the invoices. */
	netOf(currency: string): bigint | null;
}

function chosenOf({ open, sums }: PortalAccount, ids: readonly string[]): Chosen {
	if (ids.length > 0) {
		// Named, what a decision refused is paid as well; the account asks for it once the case is closed.
		const invoices = open
			.filter(({ id }) => ids.includes(id))
			.map(withRefused)
			.filter(isPayable);
		return { what: 'chosen', invoices, netOf: () => null };
	}
	const payable = open.filter(isPayable);
	const asked = payable.filter(({ state, pause }) => state === 'overdue' && !pause);
	if (asked.length > 0 && sums.overdue.length > 0)
		return { what: 'overdue', invoices: asked, netOf: (currency) => sumIn(sums.overdue, currency) };
	const upcoming = payable.filter(({ state, pause }) => state === 'upcoming' && !pause);
	const rests = sums.overduePaused.length + sums.overduePromised.length > 0;
	return { what: rests ? 'resting' : 'upcoming', invoices: upcoming, netOf: () => null };
}

const sumIn = (sums: readonly { currency: string; minor: bigint }[], currency: string): bigint =>
	sums.find((sum) => sum.currency === currency)?.minor ?? 0n;

const withRefused = (invoice: ShownInvoice): ShownInvoice => ({
	...invoice,
	freeMinor: invoice.payableMinor,
	toPayMinor: invoice.offeredEarlyMinor,
	promise: invoice.isPromisedBeside ? invoice.promise : null,
	disputedMinor: invoice.openMinor - invoice.payableMinor
});

const isPayable = (invoice: ShownInvoice): boolean => payableMinor(invoice) > 0n;

const payableMinor = ({ toPayMinor, state }: ShownInvoice): bigint =>
	state === 'covered' ? 0n : toPayMinor;

interface OneCurrency {
	currency: string;
	invoices: readonly ShownInvoice[];
	code: string;
	organisation: Organisation;
	net: bigint | null;
}

function transferOf({ currency, invoices, code, organisation, net }: OneCurrency): Transfer {
	const gross = invoices.reduce((sum, invoice) => sum + payableMinor(invoice), 0n);
	const amountMinor = net ?? gross;
	const reference = transferReference(
		code,
		invoices.map(({ number }) => number)
	);
	const { name: holder, iban, bic } = organisation;
	return {
		currency,
		amountMinor,
		deductedMinor: gross - amountMinor,
		reference,
		squares: epcSquares({
			holder,
			iban,
			bic,
			amount: money(amountMinor, currency),
			text: reference
		}),
		invoices: invoices.map((invoice) => ({
			...{ id: invoice.id, number: invoice.number, dueOn: invoice.dueOn },
			daysLate: invoice.daysLate,
			amountMinor: payableMinor(invoice),
			disputedMinor: invoice.disputedMinor,
			promisedMinor: invoice.promise?.minor ?? 0n,
			saidPaidMinor: invoice.saidPaid.reduce((sum, { minor }) => sum + minor, 0n)
		}))
	};
}

/** Read from the ledger; no link can change them. */
const bankOf = ({ name, iban, bic, ibanSince }: Organisation) =>
	iban ? { holder: name, iban, bic, since: ibanSince } : null;
