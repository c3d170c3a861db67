import type { FlagCounts } from '../domain/intake/flag-fate';
import { formatNumber } from './format';
import { m } from './paraglide/messages';

export interface FlagWords {
	/** How many cases. */
	opens: string;
	/** Why each of the other flagged invoices has none. */
	others: string[];
}

/** What becomes of the invoices a file marks as disputed; null when it marks none. `done`: it is imported. */
export function flagWords(counts: FlagCounts, done: boolean): FlagWords | null {
	const { opens, settled, in_dispute: inDispute, closed } = counts;
	if (opens + settled + inDispute + closed === 0) return null;
	return {
		opens: done ? opened(opens) : willOpen(opens),
		others: [
			some(settled, m.intake_flagged_settled_one, m.intake_flagged_settled_many),
			some(inDispute, m.intake_flagged_in_dispute_one, m.intake_flagged_in_dispute_many),
			some(closed, m.intake_flagged_closed_one, m.intake_flagged_closed_many)
		].filter((words) => words !== '')
	};
}

type One = () => string;
type Many = (inputs: { count: string }) => string;

const some = (count: number, one: One, many: Many): string => {
	if (count === 0) return '';
	return count === 1 ? one() : many({ count: formatNumber(count) });
};

const willOpen = (count: number): string =>
	some(count, m.intake_flagged_opens_one, m.intake_flagged_opens_many) ||
	m.intake_flagged_opens_none();

const opened = (count: number): string =>
	some(count, m.intake_flagged_opened_one, m.intake_flagged_opened_many) ||
	m.intake_flagged_opened_none();
