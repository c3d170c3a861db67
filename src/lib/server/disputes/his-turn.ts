import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { answersOf } from './history';
import { openQuestions } from './open-questions';

/** Of somebody who may still answer. Whoever asked back has his turn again once he was answered. */
export async function isHisTurn(
	unit: Unit<Scope>,
	assignmentId: string,
	answers: Awaited<ReturnType<typeof answersOf>>
): Promise<boolean> {
	const last = answers.findLast((one) => one.assignmentId === assignmentId);
	if (last?.verdict !== 'need_information') return !last;
	// A link sees one case, and not what is written down about reminders.
	const open = await fromInside(unit, (beside) => openQuestions(beside, [assignmentId]));
	return open.length > 0;
}
