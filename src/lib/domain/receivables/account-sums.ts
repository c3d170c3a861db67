import type { LocalDate } from '$lib/domain/calendar';
import { minorMin, money, totals, type Money } from '$lib/domain/money';
import { coverOldestFirst, olderFirst } from './credits';

export interface OwedItem {
	readonly id: string;
	readonly number: string;
	readonly dueOn: LocalDate | null;
	readonly currency: string;
	/** Open and not contested. */
	readonly freeMinor: bigint;
	/** Reminders about it rest: it is owed, and late, all the same. */
	readonly paused: boolean;
}

export interface AccountSums {
	/** Past due and asked for, less what was received without an invoice: the figure of the mail. */
	overdue: Money[];
	/** Past due, while reminders about it rest. */
	overduePaused: Money[];
	/** Not due yet, or without due date. */
	upcoming: Money[];
	/** Ids of the invoices that unallocated money covers wholly: in none of the sums. */
	covered: ReadonlySet<string>;
	/** Unallocated money already deducted from the sums. */
	deducted: Money[];
	/** Unallocated money that no sum uses up. */
	left: Money[];
}

/** What a customer owes by urgency, as the customer and the staff see it; currencies side by side. */
export function accountSums(
	items: readonly OwedItem[],
	credits: readonly Money[],
	today: LocalDate
): AccountSums {
	const { covered, rest } = coverOldestFirst(inTurn(items), credits);
	const ids = new Set([...covered].map(({ id }) => id));
	const owed = items.filter(({ id }) => !ids.has(id));
	const sum = (wanted: (item: OwedItem) => boolean): Money[] =>
		totals(owed.filter(wanted).map(({ freeMinor, currency }) => money(freeMinor, currency))).filter(
			({ minor }) => minor > 0n
		);
	const isLate = ({ dueOn }: OwedItem) => dueOn !== null && dueOn < today;
	// In the order in which the invoices were looked at, so that what is left meets the one it was too small for.
	const purse = new Map(rest.map(({ currency, minor }) => [currency, minor]));
	const overdue = lessPurse(
		sum((item) => isLate(item) && !item.paused),
		purse
	);
	const soon = lessPurse(
		sum((item) => !isLate(item) && !item.paused),
		purse
	);
	const overduePaused = lessPurse(
		sum((item) => isLate(item) && item.paused),
		purse
	);
	const soonPaused = lessPurse(
		sum((item) => !isLate(item) && item.paused),
		purse
	);
	const upcoming = totals([...soon, ...soonPaused]);
	const left = [...purse].flatMap(([currency, minor]) =>
		minor > 0n ? [money(minor, currency)] : []
	);
	return { overdue, overduePaused, upcoming, covered: ids, deducted: between(rest, purse), left };
}

/** Reminders ask for the others first, so their credit covers those first too. */
const inTurn = (items: readonly OwedItem[]) =>
	items
		.map((item) => ({ ...item, collectibleMinor: item.freeMinor }))
		.sort((a, b) => Number(a.paused) - Number(b.paused) || olderFirst(a, b));

/** Takes from the purse what the amounts can use. */
const lessPurse = (amounts: readonly Money[], purse: Map<string, bigint>): Money[] =>
	amounts.flatMap(({ currency, minor }) => {
		const used = minorMin(purse.get(currency) ?? 0n, minor);
		if (used > 0n) purse.set(currency, purse.get(currency)! - used);
		return minor > used ? [money(minor - used, currency)] : [];
	});

const between = (before: readonly Money[], after: ReadonlyMap<string, bigint>): Money[] =>
	before.flatMap(({ currency, minor }) => {
		const used = minor - (after.get(currency) ?? 0n);
		return used > 0n ? [money(used, currency)] : [];
	});
