import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { savedAnswer } from '../db/schema/saved-answers';

export type SavedAnswer = typeof savedAnswer.$inferSelect;

const inHouse = ({ scope }: Unit<InsideScope>) =>
	eq(savedAnswer.organisationId, scope.organisationId);

export const isAnswer = (unit: Unit<InsideScope>, id: string) =>
	and(inHouse(unit), eq(savedAnswer.id, id));

/** By their titles, those that are offered no more as well. */
export const everyAnswer = (unit: Unit<InsideScope>): Promise<SavedAnswer[]> =>
	unit.tx.select().from(savedAnswer).where(inHouse(unit)).orderBy(asc(savedAnswer.title));

export const offeredAnswers = (unit: Unit<InsideScope>): Promise<SavedAnswer[]> =>
	unit.tx
		.select()
		.from(savedAnswer)
		.where(and(inHouse(unit), isNull(savedAnswer.archivedAt)))
		.orderBy(asc(savedAnswer.title));

export const listedAnswers = async (unit: Unit<InsideScope>) =>
	(await everyAnswer(unit)).map(shownAnswer);

export async function answerToChange(unit: Unit<InsideScope>, id: string) {
	const [row] = await unit.tx.select().from(savedAnswer).where(isAnswer(unit, id));
	if (!row) throw new AppError('not_found');
	return shownAnswer(row);
}

const shownAnswer = ({ id, title, bodies, archivedAt, ...row }: SavedAnswer) => ({
	...{ id, title, bodies, archived: archivedAt !== null, changedByName: row.changedByName },
	/** As it stands; whoever changes it says what he saw. */
	seen: row.changedAt.toISOString()
});

/** Two windows at once do not write the same title, nor over each other. */
export async function lockAnswers(unit: Unit<InsideScope>): Promise<SavedAnswer[]> {
	const { organisationId } = unit.scope;
	await unit.tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`saved-answers:${organisationId}`}, 0))`
	);
	return everyAnswer(unit);
}

/** @throws not_found */
export function answerAmong(all: readonly SavedAnswer[], id: string): SavedAnswer {
	const found = all.find((one) => one.id === id);
	if (!found) throw new AppError('not_found');
	return found;
}

/** @throws name_taken */
export function refuseTitle(all: readonly SavedAnswer[], title: string, id?: string): void {
	const isTaken = all.some(
		(one) =>
			one.id !== id && !one.archivedAt && one.title.toLowerCase() === title.trim().toLowerCase()
	);
	if (isTaken) throw new AppError('name_taken', {}, 'title');
}
