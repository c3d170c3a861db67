import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';

/** Money of an invoice that is about something else than a promise; minor units. */
export interface Reserved {
	readonly amountMinor: bigint;
	/** Settled of the invoice when it was said or credited: what comes after that may be it. */
	readonly settledBeforeMinor: bigint;
}

/** A sum that settled a part of an invoice; negative takes it back. */
export interface Settlement {
	readonly at: Date;
	readonly on: LocalDate;
	readonly amountMinor: bigint;
	/** Null: money. Of a rest that was given up, what stands for it. */
	readonly creditNoteId: string | null;
	/** The credit note was written for a case, or the rest of one was given up. */
	readonly isOfCase: boolean;
}

/** "I have paid that much of it." */
export interface SaidOfInvoice {
	readonly at: Date;
	readonly paidOn: LocalDate;
	/** Null: all of it. */
	readonly amountMinor: bigint | null;
	readonly verdict: 'found' | 'not_found' | null;
	readonly decidedAt: Date | null;
}

export interface InvoiceMoney {
	readonly totalMinor: bigint;
	/** The first one first. */
	readonly settlements: readonly Settlement[];
	readonly said: readonly SaidOfInvoice[];
}

/**
 * While a promise is waited for, all that may be meant for something else is: what is said to be paid and
 * every credit. Otherwise the money of a statement would keep the promise, and what is promised be asked for.
 */
export const reservedWaiting = (money: InvoiceMoney, on: LocalDate): Reserved[] => [
	...creditsIn(money.settlements, on, () => true),
	...saidIn(money, money.said)
];

/**
 * Once its last day is over it is judged, and what is not sure is in its favour: only money that was found
 * at the bank for what was said before the promise, and credits of a case, cannot have been meant for it.
 */
export const reservedJudged = (
	money: InvoiceMoney,
	{ madeAt, on }: { madeAt: Date; on: LocalDate }
): Reserved[] => [
	...creditsIn(money.settlements, on, ({ isOfCase }) => isOfCase),
	...saidIn(
		money,
		money.said.filter(({ at, verdict }) => verdict === 'found' && at <= madeAt)
	)
];

const sumOf = (settlements: readonly Settlement[]): bigint =>
	settlements.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

/** Each credit note once, with what is left of it when a part was taken back. */
function creditsIn(
	settlements: readonly Settlement[],
	on: LocalDate,
	counts: (one: Settlement) => boolean
): Reserved[] {
	const credits = settlements.filter((one) => one.creditNoteId !== null && one.on <= on);
	return [...groupBy(credits.filter(counts), ({ creditNoteId }) => creditNoteId).values()]
		.map((own) => ({
			amountMinor: sumOf(own),
			settledBeforeMinor: sumOf(settlements.slice(0, settlements.indexOf(own[0]!)))
		}))
		.filter(({ amountMinor }) => amountMinor > 0n);
}

/** The same sum of the same day said twice is one payment. */
function saidIn(money: InvoiceMoney, said: readonly SaidOfInvoice[]): Reserved[] {
	const meant = said
		.map((one) => ({ one, amountMinor: meantFor(money, one) }))
		.filter(({ amountMinor }) => amountMinor > 0n);
	const once = groupBy(meant, ({ one }) => `${one.paidOn} ${one.amountMinor}`);
	return [...once.values()].map(([first]) => ({
		amountMinor: first!.amountMinor,
		settledBeforeMinor: sumOf(money.settlements.filter(({ at }) => at < first!.one.at))
	}));
}

/**
 * Not found, it was about nothing; unless less than it had been booked by then: that was found of it, and
 * the rest is what nobody found.
 */
function meantFor({ totalMinor, settlements }: InvoiceMoney, one: SaidOfInvoice): bigint {
	const saidMinor = one.amountMinor ?? totalMinor;
	if (one.verdict !== 'not_found') return saidMinor;
	const isMeanwhile = ({ at, creditNoteId }: Settlement): boolean =>
		creditNoteId === null && at >= one.at && (one.decidedAt === null || at < one.decidedAt);
	const booked = sumOf(settlements.filter(isMeanwhile));
	return booked < saidMinor ? booked : 0n;
}
