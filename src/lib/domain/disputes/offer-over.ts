import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import {
	answerDueOn,
	promisedDayOf,
	type Commitment,
	type DeadlineFacts,
	type DeadlineStep
} from './deadlines';
import type { DisputeStatus } from './lifecycle';
import type { ProposalState } from './proposal';

/** Why nobody can say yes to an offer any more, though nobody answered it. */
export const LAPSES = ['expired', 'outdated'] as const;
export type Lapse = (typeof LAPSES)[number];

export const lapseIn = (state: ProposalState): Lapse | null => (isLapse(state) ? state : null);

export const isLapse = (state: string | null): state is Lapse =>
	LAPSES.some((lapse) => lapse === state);

export interface OfferOverFacts {
	readonly state: ProposalState;
	/** Of its case. */
	readonly status: DisputeStatus;
	readonly proposedAt: Date;
	/** When it began to wait for him, for the offer or for a question after it. */
	readonly waitingSince: Date | null;
	/** When he was asked something in words last, also while he was waited for. */
	readonly questionAt: Date | null;
}

export interface OfferOver {
	readonly as: Lapse;
	/** The customer was waited for because of the offer: its case goes on with its end. */
	readonly movesOn: boolean;
}

/** What its customer reads of it, on every page and in every mail. */
export interface OverSaid {
	readonly as: Lapse;
	readonly validUntil: LocalDate;
	/** The day we answer by; null when none is promised. */
	readonly answerDueOn: LocalDate | null;
	/** A question put to him since waits for his reply. */
	readonly isAsked: boolean;
	/** Nobody chases it meanwhile. */
	readonly held: Money;
}

/** What became of an offer nobody answered; null while somebody may, and once it was answered, taken back or overtaken. */
export function offerOver(facts: OfferOverFacts): OfferOver | null {
	const as = lapseIn(facts.state);
	return as && { as, movesOn: waitsForOffer(facts) };
}

/** Nothing was asked since: its customer is waited for because of the offer, and of nothing else. */
export const waitsForOffer = ({
	status,
	waitingSince,
	questionAt,
	proposedAt
}: Omit<OfferOverFacts, 'state'>): boolean =>
	status === 'waiting_customer' &&
	[waitingSince, questionAt].every((asked) => !asked || asked <= proposedAt);

/** A case that goes on anyway is not written about for an offer that ran out before that. */
export const NEWS_DAYS = 7;

/** Whether anybody is still to be told. */
export const isNews = (
	{ movesOn }: OfferOver,
	{ validUntil, today }: { validUntil: LocalDate; today: LocalDate }
): boolean => movesOn || today <= addDays(validUntil, NEWS_DAYS);

/** When the customer was asked last; null when he never was. Steps the oldest first. */
export const waitingSinceIn = (steps: readonly DeadlineStep[]): Date | null =>
	steps.findLast(({ toStatus }) => toStatus === 'waiting_customer')?.at ?? null;

/**
 * The day the house answers by instead: as many working days as its reason gives, counted from now, and never
 * before a day that was given already.
 */
export function dayAfterOffer(facts: DeadlineFacts, deadlineDays: number): LocalDate {
	const again = answerDueOn(facts.today, deadlineDays, facts.calendar);
	const resumed = promisedDayOf(facts);
	return again > resumed ? again : resumed;
}

/** The case as it is once it went on: what everybody reads until the engine has written it down, and after. */
export function goneOn<Facts extends GoingOn>(facts: Facts, deadlineDays: number, at: Date): Facts {
	const on = facts.today;
	return {
		...facts,
		status: 'in_progress',
		transitions: [
			...facts.transitions,
			{ fromStatus: 'waiting_customer', toStatus: 'in_progress', at, on, byKind: 'system' }
		],
		commitments: [
			...facts.commitments,
			{ dueOn: dayAfterOffer(facts, deadlineDays), what: '', setAt: at, setOn: on }
		]
	};
}

/** The day the house owes something by; null when that day has gone by, or the customer is waited for. */
export function dayAhead(facts: DeadlineFacts): LocalDate | null {
	if (facts.status === 'waiting_customer') return null;
	const on = promisedDayOf(facts);
	return on >= facts.today ? on : null;
}

/** What is known of a case that can go on. */
export interface GoingOn extends DeadlineFacts {
	readonly transitions: readonly (DeadlineStep & {
		byKind: 'customer' | 'staff' | 'resolver' | 'system';
	})[];
	readonly commitments: readonly Commitment[];
}
