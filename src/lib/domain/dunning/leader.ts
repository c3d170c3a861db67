import type { LocalDate } from '$lib/domain/calendar';
import type { AssessedItem } from './collectible';
import type { DecisionItem } from './decision';

/** The invoice that sets the pace for the whole account. */
export interface Leader extends DecisionItem {
	readonly dueOn: LocalDate;
	readonly daysLate: number;
}

/** The oldest invoice with something to collect; recomputed every day, remembered never. */
export const leaderOf = (oldestFirst: readonly AssessedItem[]): Leader | undefined =>
	oldestFirst.map(({ item }) => item).find(canLead);

const canLead = (item: DecisionItem): item is Leader =>
	item.dueOn !== null && item.daysLate !== null && item.collectibleMinor > 0n;

/** Oldest due date first, then the highest amount, then the number; without due date last. */
export function byAge({ item: a }: AssessedItem, { item: b }: AssessedItem): number {
	if (a.dueOn !== b.dueOn) return (a.dueOn ?? NEVER) < (b.dueOn ?? NEVER) ? -1 : 1;
	if (a.collectibleMinor !== b.collectibleMinor)
		return a.collectibleMinor > b.collectibleMinor ? -1 : 1;
	return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

const NEVER = '9999-99-99';
