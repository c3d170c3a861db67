import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday } from '../absences/presence';
import { fromInside } from '../auth/from-inside';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import type { AnswerScope } from './answerable';
import { followUpsOf } from './follow-up-queries';
import type { Assignment } from './queries';
import { takerOf } from './taken-up';
import { whoAnswersNow } from './who-answers-now';

/**
 * The account of whoever answers as the substitute: by who is signed in or holds the link, not by the name he types.
 * Null: whoever was asked himself, or the head of his team. A link sees neither accounts nor reminders: they are read
 * from inside.
 */
export function standInAnswering(
	unit: Unit<AnswerScope>,
	asked: Assignment
): Promise<string | null> {
	const { scope } = unit;
	const { email } = scope.audience === 'desk' ? scope.user : scope.holder;
	return fromInside(unit, (beside) => readStandIn(beside, asked, email));
}

/** Who stands in today, or was told last as the one who does: the days may have ended since. */
async function readStandIn(
	unit: Unit<SystemScope>,
	asked: Assignment,
	email: string
): Promise<string | null> {
	const question = { ...asked, takenById: await takerOf(unit, asked.id) };
	const { standIn } = whoAnswersNow(question, await presenceToday(unit));
	const told = (await followUpsOf(unit, [asked.id])).get(asked.id)?.at(-1) ?? asked;
	const him = (await usersOf(unit)).find((user) => isSameAddress(user.email, email));
	return him && [standIn?.id, told.standInId].includes(him.id) ? him.id : null;
}
