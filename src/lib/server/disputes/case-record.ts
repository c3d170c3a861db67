import { and, asc, eq } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeCommitment } from '../db/schema/disputes';
import { followUp } from '../db/schema/follow-ups';
import { resolution } from '../db/schema/resolutions';
import { satisfaction } from '../db/schema/satisfactions';
import { notedAmendmentsOf } from './amendments';
import type { Case } from './case-queries';
import { answersOf, assignmentsOf, messagesOf, stepsOf } from './history';
import { proposalsOf } from './proposals';

type OfCase = typeof disputeCommitment | typeof followUp | typeof resolution | typeof satisfaction;
const of = (table: OfCase, { scope }: Unit<DeskScope>, disputeId: string) =>
	and(eq(table.organisationId, scope.organisationId), eq(table.disputeId, disputeId));

/** Everything that happened in a case, as it was written down: nothing that was replaced is left out. */
export async function recordOfCase(unit: Unit<DeskScope>, about: Case) {
	const { id } = about.dispute;
	return {
		steps: await stepsOf(unit, id),
		assignments: await assignmentsOf(unit, id),
		answers: await answersOf(unit, id),
		messages: await messagesOf(unit, id),
		amendments: await notedAmendmentsOf(unit, id),
		offers: await proposalsOf(unit, about),
		decisions: await decisionsOf(unit, id),
		commitments: await commitmentsOf(unit, id),
		followUps: await followUpRows(unit, id),
		scores: await scoresOf(unit, id)
	};
}
export type CaseRecord = Awaited<ReturnType<typeof recordOfCase>>;

const decisionsOf = (unit: Unit<DeskScope>, id: string) =>
	unit.tx
		.select()
		.from(resolution)
		.where(of(resolution, unit, id))
		.orderBy(asc(resolution.id));

const commitmentsOf = (unit: Unit<DeskScope>, id: string) =>
	unit.tx
		.select()
		.from(disputeCommitment)
		.where(of(disputeCommitment, unit, id))
		.orderBy(asc(disputeCommitment.id));

const followUpRows = (unit: Unit<DeskScope>, id: string) =>
	unit.tx
		.select()
		.from(followUp)
		.where(of(followUp, unit, id))
		.orderBy(asc(followUp.id));

const scoresOf = (unit: Unit<DeskScope>, id: string) =>
	unit.tx
		.select()
		.from(satisfaction)
		.where(of(satisfaction, unit, id));
