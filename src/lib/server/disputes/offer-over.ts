import {
	dayAhead,
	goneOn,
	offerOver,
	waitingSinceIn,
	waitsForOffer,
	type OfferOver,
	type OverSaid
} from '$lib/domain/disputes/offer-over';
import type { Unit } from '../db/client';
import type { PromiseReader } from '../promises/made-promises';
import type { Case } from './case-queries';
import { deadlineFactsOf } from './deadline-facts';
import { lastQuestionAt } from './last-question';
import type { Proposal } from './proposals';
import { stillDueOf } from './still-due';

type Facts = Awaited<ReturnType<typeof deadlineFactsOf>>;

/** A case with its days, and the offer nobody can accept any more. */
export interface AfterOffer {
	facts: Facts;
	over: (OfferOver & { row: Proposal['row'] }) | null;
}

/**
 * The last offer of a case as it stands now, when nobody answered it and nobody can any more.
 * @param offers the newest first
 */
export async function afterOffer(
	unit: Unit<PromiseReader>,
	about: Case,
	offers: readonly Proposal[]
): Promise<AfterOffer> {
	const facts = await deadlineFactsOf(unit, about.dispute.id);
	const [last] = offers;
	const over = last
		? offerOver({
				...{ state: last.state, proposedAt: last.row.proposedAt },
				...{ status: facts.status, waitingSince: waitingSinceIn(facts.transitions) },
				questionAt: await lastQuestionAt(unit, about.dispute.id)
			})
		: null;
	return { facts, over: over && last ? { ...over, row: last.row } : null };
}

/** Its customer is waited for because of this offer: nothing was asked of him since. */
export async function waitsForIt(
	unit: Unit<PromiseReader>,
	{ dispute: { id, status } }: Case,
	{ proposedAt }: Pick<Proposal['row'], 'proposedAt'>
): Promise<boolean> {
	const { transitions } = await deadlineFactsOf(unit, id);
	return waitsForOffer({
		...{ status, proposedAt, waitingSince: waitingSinceIn(transitions) },
		questionAt: await lastQuestionAt(unit, id)
	});
}

/** As everybody reads it: a case that goes on with the end of its offer has gone on, also before the engine rings. */
export async function afterOfferRead(
	unit: Unit<PromiseReader>,
	about: Case,
	offers: readonly Proposal[]
): Promise<{ facts: Facts; said: OverSaid | null }> {
	const { facts, over } = await afterOffer(unit, about, offers);
	if (!over) return { facts, said: null };
	const read = over.movesOn ? goneOn(facts, about.reason.deadlineDays, unit.now) : facts;
	return { facts: read, said: await saidOf(unit, about, { facts: read, over }) };
}

/** What is said of it: `facts` is the case as it is read. */
export async function saidOf(
	unit: Unit<PromiseReader>,
	about: Case,
	{ facts, over }: { facts: Facts; over: NonNullable<AfterOffer['over']> }
): Promise<OverSaid> {
	const { onHold } = await stillDueOf(unit, about);
	return {
		...{ as: over.as, validUntil: over.row.validUntil, held: onHold },
		answerDueOn: dayAhead(facts),
		isAsked: facts.status === 'waiting_customer'
	};
}
