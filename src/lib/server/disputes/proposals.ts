import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { localDate } from '$lib/domain/calendar';
import { ACTIVE_STATUSES, UNDECIDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { proposalState, type ProposalState } from '$lib/domain/disputes/proposal';
import { AppError } from '$lib/domain/errors';
import type { Instalment } from '$lib/domain/promises/instalments';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { proposal, proposalAnswer } from '../db/schema/proposals';
import { resolution } from '../db/schema/resolutions';
import type { PromiseReader } from '../promises/made-promises';
import type { Case } from './case-queries';
import { payableInParts } from './in-parts';
import { isOfEarlierRound } from './last-offers';

export type ProposalRow = typeof proposal.$inferSelect;
export type ProposalAnswer = typeof proposalAnswer.$inferSelect;

export interface Proposal {
	row: ProposalRow;
	answer: ProposalAnswer | null;
	state: ProposalState;
}

/** Every offer about a case with its answer, the newest first. */
export async function proposalsOf(unit: Unit<PromiseReader>, about: Case): Promise<Proposal[]> {
	const rows = await rowsOf(unit, about);
	const found: Proposal[] = [];
	for (const { row, answer, isOfEarlierRound } of rows)
		found.push({
			row,
			answer,
			state: proposalState({
				validUntil: row.validUntil,
				isWithdrawn: row.withdrawnAt !== null,
				isOutdated: answer === null && (await isOutdated(unit, about, row)),
				lapsedAs: row.lapsedAs,
				isOfEarlierRound,
				verdict: answer?.verdict ?? null,
				status: about.dispute.status,
				today: unit.today
			})
		});
	return found;
}

/** The payments of a plan that is offered. */
export const partsOf = ({ shares }: ProposalRow): Instalment[] =>
	shares.map(({ dueOn, amountMinor }) => ({
		dueOn: localDate(dueOn),
		amountMinor: BigInt(amountMinor)
	}));

/** What it divides is not what is open any more. */
async function isOutdated(
	unit: Unit<PromiseReader>,
	about: Case,
	row: ProposalRow
): Promise<boolean> {
	if (row.kind !== 'instalments' || row.withdrawnAt || row.lapsedAt) return false;
	const open = await payableInParts(unit, about, row.covers ?? 'disputed');
	return open.minor !== row.amountMinor;
}

const rowsOf = (unit: Unit<PromiseReader>, { dispute: { id } }: Case) =>
	unit.tx
		.select({ row: proposal, answer: proposalAnswer, isOfEarlierRound })
		.from(proposal)
		.leftJoin(
			proposalAnswer,
			and(
				eq(proposalAnswer.organisationId, proposal.organisationId),
				eq(proposalAnswer.proposalId, proposal.id)
			)
		)
		.where(and(eq(proposal.organisationId, unit.scope.organisationId), eq(proposal.disputeId, id)))
		.orderBy(desc(proposal.proposedAt), desc(proposal.id));

/** Between an offer and the case it was made in. */
export const isItsCase = and(
	eq(dispute.organisationId, proposal.organisationId),
	eq(dispute.id, proposal.disputeId)
);

/** The customer's cases that are not decided and in which something was offered. */
export async function undecidedWithOffers(
	unit: Unit<PromiseReader>,
	customerId: string
): Promise<string[]> {
	const rows = await unit.tx
		.selectDistinct({ id: dispute.id })
		.from(proposal)
		.innerJoin(dispute, isItsCase)
		.where(
			and(
				eq(proposal.organisationId, unit.scope.organisationId),
				eq(proposal.customerId, customerId),
				inArray(dispute.status, UNDECIDED_STATUSES)
			)
		);
	return rows.map(({ id }) => id);
}

/** The answer to an offer that was answered. */
export async function answerTo(
	unit: Unit<InsideScope>,
	proposalId: string
): Promise<ProposalAnswer> {
	const [row] = await unit.tx
		.select()
		.from(proposalAnswer)
		.where(
			and(
				eq(proposalAnswer.organisationId, unit.scope.organisationId),
				eq(proposalAnswer.proposalId, proposalId)
			)
		);
	if (!row) throw new AppError('not_found');
	return row;
}

/** What was agreed and is not booked yet: the process may have ended between the two. */
export const agreedNotCarriedOut = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			id: proposal.id,
			kind: proposal.kind,
			disputeId: proposal.disputeId,
			customerId: proposal.customerId,
			answeredAt: proposalAnswer.at
		})
		.from(proposal)
		.innerJoin(
			proposalAnswer,
			and(
				eq(proposalAnswer.organisationId, proposal.organisationId),
				eq(proposalAnswer.proposalId, proposal.id)
			)
		)
		.where(
			and(
				eq(proposal.organisationId, unit.scope.organisationId),
				isNull(proposal.carriedOutAt),
				isNull(proposal.withdrawnAt),
				eq(proposalAnswer.verdict, 'accepted')
			)
		)
		.orderBy(asc(proposal.id))
		.limit(100);

/** What was agreed and could not be carried out, of cases nobody has decided or closed since. */
export const agreedAndUndone = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({ id: proposal.id })
		.from(proposal)
		.innerJoin(
			proposalAnswer,
			and(
				eq(proposalAnswer.organisationId, proposal.organisationId),
				eq(proposalAnswer.proposalId, proposal.id)
			)
		)
		.innerJoin(dispute, isItsCase)
		.where(
			and(
				eq(proposal.organisationId, unit.scope.organisationId),
				isNull(proposal.carriedOutAt),
				isNotNull(proposal.withdrawnAt),
				eq(proposalAnswer.verdict, 'accepted'),
				inArray(dispute.status, ACTIVE_STATUSES),
				sql`not exists (select from ${resolution} where ${resolution.organisationId} = ${proposal.organisationId}
					and ${resolution.disputeId} = ${proposal.disputeId} and ${resolution.decidedAt} > ${proposal.withdrawnAt})`
			)
		)
		.orderBy(asc(proposal.id))
		.limit(100);

export type Agreed = Awaited<ReturnType<typeof agreedNotCarriedOut>>[number];
