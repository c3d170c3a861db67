import { and, asc, eq } from 'drizzle-orm';
import { answerOfRound } from '$lib/domain/disputes/answer-of-round';
import { isOpinion } from '$lib/domain/disputes/sign-in-above';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { answer } from '../db/schema/assignments';
import { disputeTransition as step } from '../db/schema/disputes';

/**
 * Of each of these cases, what whoever was asked said last of what is to be signed now; null where nobody did. What
 * was said before an earlier decision has served.
 */
export async function opinionsOfRound(unit: Unit<InsideScope>, ids: readonly string[]) {
	const answers = groupBy(await answersAbout(unit, ids), ({ disputeId }) => disputeId);
	const steps = groupBy(await stepsOfEach(unit, ids), ({ disputeId }) => disputeId);
	return (id: string) => answerOfRound(answers.get(id) ?? [], steps.get(id) ?? []);
}

async function answersAbout({ tx, scope }: Unit<InsideScope>, ids: readonly string[]) {
	const rows = await tx
		.select({
			...{ disputeId: answer.disputeId, verdict: answer.verdict, by: answer.signedName },
			...{ words: answer.explanation, at: answer.at }
		})
		.from(answer)
		.where(and(eq(answer.organisationId, scope.organisationId), among(answer.disputeId, ids)))
		.orderBy(asc(answer.id));
	return rows.filter(({ verdict }) => isOpinion(verdict));
}

const stepsOfEach = ({ tx, scope }: Unit<InsideScope>, ids: readonly string[]) =>
	tx
		.select({ disputeId: step.disputeId, toStatus: step.toStatus, at: step.at })
		.from(step)
		.where(and(eq(step.organisationId, scope.organisationId), among(step.disputeId, ids)))
		.orderBy(asc(step.at), asc(step.id));
