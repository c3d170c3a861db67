import { isWorkingDay } from '$lib/domain/calendar';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { taskReminder } from '$lib/domain/disputes/task-reminders';
import type { Colleague } from '../absences/presence';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { mailsPut } from '../delivery/outbox-queries';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { caseOf } from './case-queries';
import { actionOf, isOpenAction, lateActions, type CauseAction } from './cause-actions';
import { causeOf } from './cause-queries';
import { LOOKED_BACK_DAYS } from './chase-tasks';
import { keptLines } from './keep-for-digest';
import { lockDispute } from './lock-dispute';
import { houseToday } from './signers';
import { ownersToday, taskKey } from './tell-task-owners';
import { tellActionOwner } from './tell-cause-owner';

interface Late {
	action: CauseAction;
	nth: number;
	to: readonly Colleague[];
}

/** Whoever is late with what he changes so that a case does not come again is reminded as of a task. */
export async function chaseCauses(scope: SystemScope): Promise<void> {
	for (const late of await unitOfWork(scope, dueToday))
		await unitOfWork(scope, (unit) => remind(unit, late)).catch((error: unknown) =>
			log('error', 'cause.not_chased', { causeId: late.action.id, error })
		);
}

async function dueToday(unit: Unit<SystemScope>): Promise<Late[]> {
	const calendar = await workingCalendarOf(unit);
	if (!isWorkingDay(unit.today, calendar)) return [];
	const actions = await lateActions(unit, LOOKED_BACK_DAYS);
	if (actions.length === 0) return [];
	const house = await houseToday(unit);
	const found = actions.flatMap((action) => {
		const nth = action.dueOn && taskReminder(action.dueOn, unit.today, calendar);
		return typeof nth === 'number' ? [{ action, nth, to: ownersToday(house, action) }] : [];
	});
	return withoutTold(unit, found);
}

async function withoutTold(unit: Unit<SystemScope>, all: readonly Late[]): Promise<Late[]> {
	const keys = all.flatMap((late) => late.to.map((one) => keyOf(late, one)));
	const told = new Set([...(await mailsPut(unit, keys)), ...(await keptLines(unit, keys))]);
	return all
		.map((late) => ({ ...late, to: late.to.filter((one) => !told.has(keyOf(late, one))) }))
		.filter(({ to }) => to.length > 0);
}

const keyOf = ({ action, nth }: Late, to: Colleague): string =>
	taskKey({ task: action, to, nth, event: 'task_late' });

async function remind(unit: Unit<SystemScope>, { action, nth, to }: Late): Promise<void> {
	const { status } = await lockDispute(unit, action.disputeId);
	// Read again behind the lock: it may be done, or the case is looked at again.
	const row = await causeOf(unit, action.disputeId);
	if (!row || !isOpenAction(row) || !ENDED_STATUSES.includes(status)) return;
	const about = await caseOf(unit, action.disputeId);
	for (const one of to)
		await tellActionOwner(unit, about, { action: actionOf(row), nth, to: one, event: 'task_late' });
}
