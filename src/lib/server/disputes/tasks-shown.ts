import { can } from '$lib/domain/access';
import { addWorkingDays } from '$lib/domain/calendar';
import { isAsked, isTaskOf, USUAL_TASK_DAYS } from '$lib/domain/disputes/tasks';
import { ENDED_STATUSES, isClosed } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namesOf } from '../settings/names-of';
import { organisationOnce, workingCalendarOf } from '../settings/queries';
import type { Case } from './case-queries';
import { currentAssignment } from './queries';
import { personToday } from './person-today';
import { tasksOfCase } from './task-queries';
import { teamNow } from './team-now';

/** What decisions left to do in a case, and what whoever looks may do about it. */
export async function tasksShown(unit: Unit<DeskScope>, { dispute, reason }: Case) {
	const { role } = unit.scope.user;
	const mayResolve = can(role, 'disputes.resolve');
	const person = await personToday(unit);
	const rows = await tasksOfCase(unit, dispute.id);
	const names = await namesOf(
		unit,
		rows.flatMap(({ ownerId }) => ownerId ?? [])
	);
	return {
		rows: rows.map(({ ownerId, ownerTeam, ...row }) => ({
			...{ id: row.id, text: row.text, dueOn: row.dueOn, ownerId, ownerTeam },
			ownerName: ownerId && (names.get(ownerId) ?? ''),
			...{ endedAt: row.endedAt, endedAs: row.endedAs, endedWhy: row.endedWhy },
			endedByName: row.endedByName,
			isAsked: isAsked(dispute.status),
			mayEnd:
				can(role, 'disputes.message') && (mayResolve || isTaskOf({ ownerId, ownerTeam }, person))
		})),
		open: rows.filter(({ endedAt }) => endedAt === null).length,
		mayAdd: mayResolve && ENDED_STATUSES.includes(dispute.status) && !isClosed(dispute.status),
		lists: reason.suggestedTasks,
		house: (await organisationOnce(unit)).language,
		team: await teamBehind(unit, { dispute, reason }),
		dueOn: addWorkingDays(unit.today, USUAL_TASK_DAYS, await workingCalendarOf(unit))
	};
}

/** The team of the reason, where somebody of it has the case: whoever only usually answers may never have seen it. */
async function teamBehind(
	unit: Unit<DeskScope>,
	{ dispute, reason }: Pick<Case, 'dispute' | 'reason'>
): Promise<string> {
	const teamOf = await teamNow(unit);
	const team = teamOf(await currentAssignment(unit, dispute.id));
	return team === reason.team ? team : '';
}
