import { and, eq } from 'drizzle-orm';
import type { Listed } from '$lib/domain/disputes/reason-list';
import { ownLabels, type Known } from '$lib/domain/disputes/reason-settings';
import { AppError } from '$lib/domain/errors';
import { hashOf } from '../auth/hash';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { undecidedWithReason } from '../disputes/undecided-with-reason';
import { everyReason, type Reason } from './queries';

/** As a list shows them. */
export const listedReasons = async (unit: Unit<InsideScope>) =>
	(await everyReason(unit)).map(({ id, code, labels, kind, category, team, ...one }) => ({
		...{ id, code, labels, kind, category, team },
		deadlineDays: one.deadlineDays,
		answerHoldDays: one.answerHoldDays,
		archived: one.archivedAt !== null
	}));

/** One of them, to be changed. @throws not_found */
export async function reasonToChange(unit: Unit<InsideScope>, id: string) {
	const row = await keptReason(unit, id);
	const { code, kind } = row;
	const archived = row.archivedAt !== null;
	const undecided = await undecidedWithReason(unit, id);
	return { id, code, kind, archived, settings: settingsIn(row), seen: seenOf(row), undecided };
}

/** As it was written: without words of ours or of the house in their place. @throws not_found */
export async function keptReason(unit: Unit<InsideScope>, id: string): Promise<Reason> {
	const [row] = await unit.tx.select().from(reason).where(isReason(unit, id));
	if (!row) throw new AppError('not_found');
	return row;
}

export const isReason = (unit: Unit<InsideScope>, id: string) =>
	and(eq(reason.organisationId, unit.scope.organisationId), eq(reason.id, id));

/** What somebody decided about it. */
export const settingsIn = (row: Reason) => ({
	labels: ownLabels(row),
	category: row.category,
	claimType: row.claimType,
	canonicalCode: row.canonicalCode,
	team: row.team,
	deadlineDays: row.deadlineDays,
	asks: row.asks,
	answerHoldDays: row.answerHoldDays,
	holdsWholeInvoice: row.holdsWholeInvoice,
	explanationRequired: row.explanationRequired,
	causeRequired: row.causeRequired,
	procedure: row.procedure,
	suggestedTasks: row.suggestedTasks
});

/** Changes with everything a form of it shows; its place is none of that. */
export const seenOf = (row: Reason): string =>
	hashOf(JSON.stringify([row.archivedAt, settingsIn(row)]));

export const asListed = ({ id, code, kind, archivedAt }: Reason): Listed => ({
	...{ id, code, kind },
	archived: archivedAt !== null
});

/** What a customer reads of it. */
export const asKnown = ({ kind, labels, archivedAt }: Reason): Known => ({
	...{ kind, labels },
	archived: archivedAt !== null
});
