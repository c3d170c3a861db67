import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { savedAnswer } from '../db/schema/saved-answers';
import { answerAmong, isAnswer, lockAnswers } from './answer-queries';

/** Offered in no composer any more; what was written with it stays. @throws not_found */
export async function archiveAnswer(unit: Unit<DeskScope>, id: string): Promise<void> {
	const { title, archivedAt } = answerAmong(await lockAnswers(unit), id);
	if (archivedAt) return;
	await unit.tx.update(savedAnswer).set({ archivedAt: unit.now }).where(isAnswer(unit, id));
	await record(unit, 'answer.archived', { kind: 'answer', id }, { title });
}
