import { addDays, type LocalDate } from '$lib/domain/calendar';

/** Why a promise does not hold the reminders before somebody agreed. Words: `promises_beyond_<code>`. */
export const BEYOND_REASONS = [
	'too_far',
	'too_many_open',
	'earlier_broken',
	'taken_back',
	'more_than_open'
] as const;
export type BeyondReason = (typeof BEYOND_REASONS)[number];

export interface PromisePolicy {
	/** Calendar days from the day it is made. */
	readonly maximumDays: number;
	/** Promises of one customer waited for at the same time, this one included. */
	readonly maximumOpen: number;
}

/** What is asked for: amounts of one invoice each, minor units of its currency. */
export interface ProposedPromise {
	readonly madeOn: LocalDate;
	readonly dueOn: LocalDate;
	readonly items: readonly {
		readonly amountMinor: bigint;
		/** Open, neither disputed nor promised already. */
		readonly freeMinor: bigint;
	}[];
	/** Other promises of the customer, as they stand. */
	readonly openPromises: number;
	readonly brokenPromises: number;
	/** One of these invoices was promised and taken back too often (`takenBackTooOften`). */
	readonly wasTakenBack: boolean;
}

/** Nothing: it holds at once. Otherwise a person decides, and reads these reasons. */
export function beyondPolicy(
	{ madeOn, dueOn, items, openPromises, brokenPromises, wasTakenBack }: ProposedPromise,
	{ maximumDays, maximumOpen }: PromisePolicy
): BeyondReason[] {
	const beyond: Record<BeyondReason, boolean> = {
		too_far: dueOn > addDays(madeOn, maximumDays),
		too_many_open: openPromises >= maximumOpen,
		earlier_broken: brokenPromises > 0,
		taken_back: wasTakenBack,
		more_than_open: items.some(({ amountMinor, freeMinor }) => amountMinor > freeMinor)
	};
	return BEYOND_REASONS.filter((reason) => beyond[reason]);
}

/** Kept among those whose day is over; null when there is none. Withdrawn and refused ones say nothing. */
export function keptPercent(standings: readonly string[]): number | null {
	const kept = standings.filter((standing) => standing === 'kept').length;
	const missed = standings.filter(
		(standing) => standing === 'broken' || standing === 'kept_late'
	).length;
	return kept + missed === 0 ? null : (100 * kept) / (kept + missed);
}
