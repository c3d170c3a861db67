import { and, eq } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import { isAsked, isTaskOf } from '$lib/domain/disputes/tasks';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { rootCause } from '../db/schema/causes';
import { isOpenAction } from './cause-actions';
import { causeOf, type CauseRow } from './cause-queries';
import { lockDispute } from './lock-dispute';
import { personToday } from './person-today';

interface FinishAction {
	disputeId: string;
	/** When it was set, as it was shown: another action since is not the one he did. */
	seen: string;
}

/**
 * What was to be changed so that the case does not come again, is: said by whoever closes cases, or whose it is.
 * Said twice, it was done the first time.
 * @throws not_found, not_allowed, conflict, cause_not_now
 */
export async function finishAction(
	unit: Unit<DeskScope>,
	{ disputeId, seen }: FinishAction
): Promise<void> {
	const { status, customerId } = await lockDispute(unit, disputeId);
	const row = await causeOf(unit, disputeId);
	if (!row?.action) throw new AppError('not_found');
	if (!(await mayFinish(unit, row))) throw new AppError('not_allowed');
	if (row.doneAt) return;
	if (row.setAt.toISOString() !== seen) throw new AppError('conflict', { who: row.setByName });
	if (!isAsked(status)) throw new AppError('cause_not_now');
	await write(unit, row);
	const subject = { kind: 'dispute', id: disputeId, customerId } as const;
	await record(unit, 'dispute.action_done', subject, { causeId: row.id, action: row.action });
}

/** Written since, as by `setCause`: who has the older page open does not undo it. */
const write = ({ tx, now, scope }: Unit<DeskScope>, { id }: CauseRow) =>
	tx
		.update(rootCause)
		.set({
			...{ doneAt: now, doneByName: scope.user.name },
			...{ setAt: now, setByName: scope.user.name }
		})
		.where(and(eq(rootCause.organisationId, scope.organisationId), eq(rootCause.id, id)));

const mayFinish = async (unit: Unit<DeskScope>, row: CauseRow): Promise<boolean> =>
	can(unit.scope.user.role, 'disputes.resolve') || isTaskOf(row, await personToday(unit));

/** Whether the page offers it to whoever looks. */
export const isHisToFinish = async (unit: Unit<DeskScope>, row: CauseRow): Promise<boolean> =>
	isOpenAction(row) && can(unit.scope.user.role, 'disputes.message') && mayFinish(unit, row);
