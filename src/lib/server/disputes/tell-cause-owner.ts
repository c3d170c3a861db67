import type { DeskScope, InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { asTask, type CauseAction } from './cause-actions';
import { houseToday } from './signers';
import { ownersToday, tellOwner, type TaskNews } from './tell-task-owners';

/** Whoever is to change something so that a case does not come again is told once, as of a task; never whoever gave it himself. */
export async function tellCauseOwner(
	unit: Unit<DeskScope>,
	about: Case,
	action: CauseAction
): Promise<void> {
	for (const to of ownersToday(await houseToday(unit), action))
		if (to.id !== unit.scope.user.id)
			await tellActionOwner(unit, about, { action, to, event: 'task_given' });
}

interface ActionNews extends Pick<TaskNews, 'to' | 'event' | 'nth'> {
	action: CauseAction;
}

export const tellActionOwner = (
	unit: Unit<InsideScope>,
	about: Case,
	{ action, ...news }: ActionNews
): Promise<void> =>
	tellOwner(unit, about, {
		...news,
		task: asTask(action),
		by: action.givenBy,
		anchor: '#cause-title'
	});
