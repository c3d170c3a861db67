import {
	deadlinesIn,
	nextDeadline,
	standingOf,
	type CaseDeadline
} from '$lib/domain/disputes/case-deadlines';
import { timeLeftOf, type DeadlineFacts } from '$lib/domain/disputes/deadlines';
import type { Terms } from '$lib/domain/disputes/deadline-terms';
import { isDecidedOrOver } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Facts } from './deadline-facts';
import { deadlineTerms } from './deadline-terms';

/** The three of a case as its page tells them, with the days its closure will be given once it is decided. */
export async function deadlinesShown(unit: Unit<DeskScope>, facts: Facts) {
	const terms = (await deadlineTerms(unit))(facts);
	const rows = deadlinesIn(facts, terms).map((one) => ({ ...one, ...stateOf(one, facts) }));
	const closureDays = isDecidedOrOver(facts.status) ? null : terms.closure;
	return { rows, closureDays };
}

/** The one that is to be kept next, as a list tells it. */
export function nextOf(facts: Facts | undefined, termsOf: (of: Facts) => Terms) {
	const next = facts && nextDeadline(deadlinesIn(facts, termsOf(facts)));
	if (!next) return null;
	const { stage, dueOn } = next;
	return { stage, dueOn, ...stateOf(next, facts) };
}

const stateOf = (deadline: CaseDeadline, facts: DeadlineFacts) => ({
	standing: standingOf(deadline, facts),
	left: timeLeftOf(facts, deadline.dueOn)
});
