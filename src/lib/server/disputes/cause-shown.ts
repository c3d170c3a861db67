import { isAsked } from '$lib/domain/disputes/tasks';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namesOf } from '../settings/names-of';
import { cameAgain } from './came-again';
import type { Case } from './case-queries';
import { causeOf } from './cause-queries';
import { isHisToFinish } from './finish-action';

/** As the page of the case reads it, with what came again since the action was done. */
export async function causeShown(unit: Unit<DeskScope>, { dispute }: Case) {
	const row = await causeOf(unit, dispute.id);
	if (!row) return null;
	const { stage, action, dueOn, ownerId, ownerTeam, doneAt, doneByName, setAt, setByName } = row;
	const names = await namesOf(unit, ownerId ? [ownerId] : []);
	return {
		...{ stage, action, dueOn, ownerId, ownerTeam, doneAt, doneByName, setAt, setByName },
		ownerName: ownerId && (names.get(ownerId) ?? ''),
		/** Whoever looks may say that it is done. */
		mayFinish: isAsked(dispute.status) && (await isHisToFinish(unit, row)),
		again: doneAt ? await cameAgain(unit, dispute, { stage, doneAt }) : null
	};
}
