import type { Colleague } from '../absences/presence';
import type { DeskScope, InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import type { CauseAction } from './cause-actions';
import { houseToday } from './signers';
import { ownersToday, tellOwner } from './tell-task-owners';

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

interface ActionNews {
	action: CauseAction;
	to: Pick<Colleague, 'id'>;
	event: 'task_given' | 'task_late';
	nth?: number;
}

export const tellActionOwner = (
	unit: Unit<InsideScope>,
	about: Case,
	{ action, ...news }: ActionNews
): Promise<void> =>
	tellOwner(unit, about, { ...news, task: action, by: action.givenBy, anchor: '#cause-title' });
