import type { LocalDate } from '$lib/domain/calendar';
import { olderFirst } from '$lib/domain/receivables/credits';
import type { AssessedItem } from './collectible';
import type { DecisionItem } from './decision';

/** The invoice that sets the pace for the whole account. */
export interface Leader extends DecisionItem {
	readonly dueOn: LocalDate;
	readonly daysLate: number;
}

/**
 * The oldest invoice with something to collect; recomputed every day, remembered never. One in a
 * currency of which too little is owed, or of which the scenario has nothing left to say, leads only
 * where there is no other.
 */
export function leaderOf(
	oldestFirst: readonly AssessedItem[],
	isExhausted: (leader: Leader) => boolean,
	isWorthIt: (leader: Leader) => boolean = () => true
): Leader | undefined {
	const all = oldestFirst.map(({ item }) => item).filter(canLead);
	const worth = all.filter(isWorthIt);
	const leaders = worth.length > 0 ? worth : all;
	return leaders.find((leader) => !isExhausted(leader)) ?? leaders[0];
}

const canLead = (item: DecisionItem): item is Leader =>
	item.dueOn !== null && item.daysLate !== null && item.collectibleMinor > 0n;

export const byAge = ({ item: a }: AssessedItem, { item: b }: AssessedItem): number =>
	olderFirst(a, b);
