import { isWorkingDay } from '$lib/domain/calendar';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { caseOf } from './case-queries';
import { actionOf, asTask, isOpenAction, lateActions, type CauseAction } from './cause-actions';
import { causeOf } from './cause-queries';
import { LOOKED_BACK_DAYS } from './chase-tasks';
import { lateTaskTold, noteTold } from './deadlines-told';
import { lockDispute } from './lock-dispute';
import { remindersToday, withoutTold } from './reminders-today';
import { tellActionOwner } from './tell-cause-owner';

/** Whoever is late with what he changes so that a case does not come again is reminded as of a task. */
export async function chaseCauses(scope: SystemScope): Promise<void> {
	for (const { id, disputeId } of await unitOfWork(scope, dueToday))
		await unitOfWork(scope, (unit) => remind(unit, disputeId)).catch((error: unknown) =>
			log('error', 'cause.not_chased', { causeId: id, error })
		);
}

async function dueToday(unit: Unit<SystemScope>): Promise<CauseAction[]> {
	if (!isWorkingDay(unit.today, await workingCalendarOf(unit))) return [];
	const actions = await lateActions(unit, LOOKED_BACK_DAYS);
	if (actions.length === 0) return [];
	const reminderOf = await remindersToday(unit);
	const found = actions.flatMap((action) => {
		const reminder = reminderOf(action);
		return reminder ? [{ action, task: asTask(action), ...reminder }] : [];
	});
	return (await withoutTold(unit, found)).map(({ action }) => action);
}

/** All read again behind the lock: it may be done, given to another or for another day, or the case is looked at again. */
async function remind(unit: Unit<SystemScope>, disputeId: string): Promise<void> {
	const { status, collectorId } = await lockDispute(unit, disputeId);
	const row = await causeOf(unit, disputeId);
	if (!row?.dueOn || !isOpenAction(row) || !ENDED_STATUSES.includes(status)) return;
	const reminder = (await remindersToday(unit))({ ...row, collectorId });
	if (!reminder) return;
	const action = actionOf(row);
	const task = asTask(action);
	const [late] = await withoutTold(unit, [{ task, ...reminder }]);
	if (!late) return;
	const about = await caseOf(unit, disputeId);
	for (const reader of late.readers)
		await tellActionOwner(unit, about, { action, nth: late.nth, ...reader });
	const day = { id: task.id, disputeId, customerId: row.customerId, dueOn: row.dueOn };
	await noteTold(
		unit,
		late.readers.map(({ to }) => lateTaskTold(day, to))
	);
}
