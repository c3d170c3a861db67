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
	/** Part of it that a promise waits for. */
	readonly promisedMinor: bigint;
	/** Part of the others about which reminders rest: it is owed, and late, all the same. */
	readonly heldMinor: bigint;
}

export interface AccountSums {
	/** Past due and asked for, less what was received without an invoice: the figure of the mail. */
	overdue: Money[];
	/** Past due, while reminders about it rest. */
	overduePaused: Money[];
	/** Past due, and promised for a day that is waited for. */
	overduePromised: Money[];
	/** Not due yet, or without due date. */
	upcoming: Money[];
	/** Ids of the invoices that unallocated money covers wholly: in none of the sums. */
	covered: ReadonlySet<string>;
	/** Ids of the invoices of which nothing is asked for but what was promised. */
	onlyPromised: ReadonlySet<string>;
	/** Unallocated money already deducted from the sums. */
	deducted: Money[];
	/** By id, what is left of each invoice that falls due once that is deducted. */
	soon: ReadonlyMap<string, SoonLeft>;
	/** Unallocated money that no sum uses up. */
	left: Money[];
}

/** Of an invoice that falls due: what is asked for of it, and what rests. */
export interface SoonLeft {
	readonly askedMinor: bigint;
	readonly pausedMinor: bigint;
}

/** What a customer owes by urgency, as the customer and the staff see it; currencies side by side. */
export function accountSums(
	items: readonly OwedItem[],
	credits: readonly Money[],
	today: LocalDate
): AccountSums {
	const parts = items.flatMap(partsOf).sort(inTurn);
	const { covered, rest } = coverOldestFirst(parts, credits);
	const owed = parts.filter((part) => !covered.has(part));
	// In the order in which the invoices were looked at, so that what is left meets the one it was too small for.
	const purse = new Map(rest.map(({ currency, minor }) => [currency, minor]));
	const left = new Map<Part, bigint>();
	const less = (late: boolean, rests: Rests): Money[] => {
		const own = owed.filter((part) => isLate(part, today) === late && part.rests === rests);
		for (const part of own) left.set(part, lessPurse(part, purse));
		return sumOf(own, (part) => left.get(part)!);
	};
	const overdue = less(true, 'no');
	const soon = less(false, 'no');
	const overduePromised = less(true, 'promised');
	const overduePaused = less(true, 'paused');
	const soonResting = [...less(false, 'promised'), ...less(false, 'paused')];
	const idsCovered = withoutRest([...covered], owed);
	return {
		...{ overdue, overduePaused, overduePromised },
		upcoming: totals([...soon, ...soonResting]),
		covered: idsCovered,
		soon: soonLeft(left, today),
		onlyPromised: onlyPromisedOf(owed),
		deducted: totals([
			...between(rest, purse),
			...sumOf(
				[...covered].filter(({ id }) => !idsCovered.has(id)),
				({ collectibleMinor }) => collectibleMinor
			)
		]),
		left: [...purse].flatMap(([currency, minor]) => (minor > 0n ? [money(minor, currency)] : []))
	};
}

type Rests = 'no' | 'paused' | 'promised';
type Part = OwedItem & { rests: Rests; collectibleMinor: bigint };

/** What is asked for of an invoice, what rests and what was promised: each is waited for in its own way. */
function partsOf(item: OwedItem): Part[] {
	const promised = minorMin(item.promisedMinor, item.freeMinor);
	const paused = minorMin(item.heldMinor, item.freeMinor - promised);
	const parts = { no: item.freeMinor - promised - paused, paused, promised };
	return (['no', 'paused', 'promised'] as const).flatMap((rests) =>
		parts[rests] > 0n ? [{ ...item, rests, collectibleMinor: parts[rests] }] : []
	);
}

/** Reminders ask for the others first, so their credit covers those first too. */
const inTurn = (a: Part, b: Part): number =>
	Number(a.rests !== 'no') - Number(b.rests !== 'no') || olderFirst(a, b);

const isLate = ({ dueOn }: OwedItem, today: LocalDate): boolean => dueOn !== null && dueOn < today;

const sumOf = (parts: readonly Part[], minorOf: (part: Part) => bigint): Money[] =>
	totals(parts.map((part) => money(minorOf(part), part.currency))).filter(
		({ minor }) => minor > 0n
	);

function soonLeft(left: ReadonlyMap<Part, bigint>, today: LocalDate): Map<string, SoonLeft> {
	const soon = new Map<string, SoonLeft>();
	for (const [part, minor] of left) {
		if (isLate(part, today) || part.rests === 'promised') continue;
		const { askedMinor, pausedMinor } = soon.get(part.id) ?? { askedMinor: 0n, pausedMinor: 0n };
		soon.set(
			part.id,
			part.rests === 'no'
				? { askedMinor: askedMinor + minor, pausedMinor }
				: { askedMinor, pausedMinor: pausedMinor + minor }
		);
	}
	return soon;
}

const withoutRest = (covered: readonly Part[], owed: readonly Part[]): Set<string> => {
	const left = new Set(owed.map(({ id }) => id));
	return new Set(covered.map(({ id }) => id).filter((id) => !left.has(id)));
};

const onlyPromisedOf = (owed: readonly Part[]): Set<string> => {
	const asked = new Set(owed.filter(({ rests }) => rests !== 'promised').map(({ id }) => id));
	return new Set(owed.map(({ id }) => id).filter((id) => !asked.has(id)));
};

/** What is left of it once the purse has paid what it can. */
function lessPurse({ collectibleMinor, currency }: Part, purse: Map<string, bigint>): bigint {
	const used = minorMin(purse.get(currency) ?? 0n, collectibleMinor);
	if (used > 0n) purse.set(currency, purse.get(currency)! - used);
	return collectibleMinor - used;
}

const between = (before: readonly Money[], after: ReadonlyMap<string, bigint>): Money[] =>
	before.flatMap(({ currency, minor }) => {
		const used = minor - (after.get(currency) ?? 0n);
		return used > 0n ? [money(used, currency)] : [];
	});
