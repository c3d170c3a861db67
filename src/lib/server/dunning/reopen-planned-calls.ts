import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { call, notice } from '../db/schema/notices';
import { lockNotices, type NoticeRow } from './lock-notices';
import { ofNotice } from './look-again';

/**
 * The note of a call was struck out: nobody spoke to this customer. What it ended is planned again, as it was, unless
 * his scenario has gone on since: a note that holds no longer calls off no formal notice.
 */
export async function reopenPlannedCalls(unit: Unit<InsideScope>, noteId: string): Promise<void> {
	const which = and(
		eq(call.organisationId, unit.scope.organisationId),
		eq(call.customerNoteId, noteId),
		isNull(call.struckAt)
	);
	const calls = await unit.tx.select({ noticeId: call.noticeId }).from(call).where(which);
	const held = await lockNotices(
		unit,
		calls.map(({ noticeId }) => noticeId)
	);
	await unit.tx.update(call).set({ struckAt: unit.now }).where(which);
	for (const row of held.values())
		if (row.status === 'done' && !(await hasGoneOn(unit, row))) await reopen(unit, row);
}

/** Something of a later day was said to him, or waits to be. */
async function hasGoneOn({ tx, scope }: Unit<InsideScope>, row: NoticeRow): Promise<boolean> {
	const later = and(
		eq(notice.organisationId, scope.organisationId),
		eq(notice.customerId, row.customerId),
		gt(notice.plannedOn, row.plannedOn),
		ne(notice.status, 'cancelled')
	);
	return (await tx.$count(notice, later)) > 0;
}

async function reopen(unit: Unit<InsideScope>, row: NoticeRow): Promise<void> {
	const { id, customerId, plannedOn } = row;
	const { spokenOn: _spokenOn, note: _note, by: _by, ...content } = row.content ?? {};
	await unit.tx
		.update(notice)
		.set({
			...{ status: 'to_confirm', closedAt: null, closedOn: null },
			content: { ...content, on: plannedOn }
		})
		.where(ofNotice(unit, id));
	await record(unit, 'notice.call_struck', { kind: 'notice', id, customerId });
}
