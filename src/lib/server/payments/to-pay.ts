import { minorMin } from '$lib/domain/money';
import type { AccountSums } from '$lib/domain/receivables/account-sums';
import type { PortalAccount } from '../invoices/portal-account';
import type { ShownInvoice } from '../invoices/portal-states';

export interface ToPay {
	/** Resting: what is overdue is promised, or said to be paid. */
	what: 'chosen' | 'overdue' | 'resting' | 'upcoming';
	invoices: ShownInvoice[];
	/** The sum the account asks for, less what was received; null = that of the invoices. */
	netOf(currency: string): bigint | null;
}

/** Everything of one kind, where none is named. */
export type Every = 'overdue' | 'upcoming';

/** What is to be paid: these invoices, or what is overdue, or else what falls due. */
export function toPay(account: PortalAccount, ids: readonly string[]): ToPay {
	if (ids.length > 0) {
		const asked = new Set(ids);
		// Named, what a decision refused is paid as well; the account asks for it once the case is closed.
		const invoices = account.open
			.filter(({ id }) => asked.has(id))
			.map(withRefused)
			.filter(isPayable);
		return { what: 'chosen', invoices, netOf: () => null };
	}
	const { overdue, overduePaused, overduePromised } = account.sums;
	const late = everyToPay(account, 'overdue');
	if (late.invoices.length > 0 && overdue.length > 0) return { what: 'overdue', ...late };
	const rests = overduePaused.length + overduePromised.length > 0;
	return { what: rests ? 'resting' : 'upcoming', ...everyToPay(account, 'upcoming') };
}

/** The oldest due date first. */
export function everyToPay({ open, sums }: PortalAccount, every: Every): Omit<ToPay, 'what'> {
	const asked = open.filter(
		(invoice) => isPayable(invoice) && invoice.state === every && !isLeftOut(invoice, every)
	);
	if (every === 'overdue')
		return { invoices: asked, netOf: (currency) => sumIn(sums.overdue, currency) };
	const leftOf = soonLeftOf(sums);
	const invoices = asked.filter((invoice) => leftOf(invoice) > 0n);
	return {
		invoices,
		netOf: (currency) =>
			invoices
				.filter((invoice) => invoice.currency === currency)
				.reduce((sum, invoice) => sum + leftOf(invoice), 0n)
	};
}

/** What is late and rests is in no sum that is asked for; what falls due is owed all the same, unless it is said to be paid. */
const isLeftOut = ({ pause }: ShownInvoice, every: Every): boolean =>
	every === 'overdue' ? pause !== null : pause?.kind === 'payment_announced';

/** What was received and settles nothing yet is taken off what falls due, as the account takes it off. */
const soonLeftOf =
	({ soon }: AccountSums) =>
	(invoice: ShownInvoice): bigint => {
		const { askedMinor = 0n, pausedMinor = 0n } = soon.get(invoice.id) ?? {};
		return minorMin(payableMinor(invoice), askedMinor + (invoice.pause ? pausedMinor : 0n));
	};

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

export const payableMinor = ({ toPayMinor, state }: ShownInvoice): bigint =>
	state === 'covered' ? 0n : toPayMinor;

/** What was received already is taken off the oldest: what is left of each makes the sum that was shown. */
export function lessReceived(
	oldestFirst: readonly ShownInvoice[],
	receivedMinor: bigint
): { minor: bigint }[] {
	let left = receivedMinor;
	return oldestFirst.map((invoice) => {
		const used = minorMin(left, payableMinor(invoice));
		left -= used;
		return { minor: payableMinor(invoice) - used };
	});
}
