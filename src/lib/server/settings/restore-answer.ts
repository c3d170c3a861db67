import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { savedAnswer } from '../db/schema/saved-answers';
import { answerAmong, isAnswer, lockAnswers, refuseTitle } from './answer-queries';

/** @throws not_found, name_taken when another one has its title by now */
export async function restoreAnswer(unit: Unit<DeskScope>, id: string): Promise<void> {
	const all = await lockAnswers(unit);
	const { title, archivedAt } = answerAmong(all, id);
	if (!archivedAt) return;
	refuseTitle(all, title, id);
	await unit.tx.update(savedAnswer).set({ archivedAt: null }).where(isAnswer(unit, id));
	await record(unit, 'answer.restored', { kind: 'answer', id }, { title });
}
