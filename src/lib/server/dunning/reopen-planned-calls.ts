import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { say } from '$lib/i18n/words';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { call, notice } from '../db/schema/notices';
import { endUnsaid } from './end-unsaid';
import { lockNotices, type NoticeRow } from './lock-notices';
import { ofNotice } from './look-again';

/**
 * The note of a call was struck out: nobody spoke to this customer. What it ended is planned again, as it was. Where his
 * scenario has gone on since, the call is over without a word said: it is no contact, and what follows a contact waits
 * until there is one.
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
	for (const row of held.values()) if (row.status === 'done') await takeBack(unit, row);
}

async function takeBack(unit: Unit<InsideScope>, row: NoticeRow): Promise<void> {
	const about = { kind: 'notice', id: row.id, customerId: row.customerId } as const;
	const isLate = await hasGoneOn(unit, row);
	await (isLate ? endWithoutWord(unit, row) : reopen(unit, row));
	await record(unit, 'notice.call_struck', about);
	if (isLate)
		await record(unit, 'notice.skipped', about, { step: row.stepKey, note: struckLate() });
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
	await unit.tx
		.update(notice)
		.set({
			...{ status: 'to_confirm', closedAt: null, closedOn: null },
			content: { ...withoutCall(row), on: row.plannedOn }
		})
		.where(ofNotice(unit, row.id));
}

const endWithoutWord = (unit: Unit<InsideScope>, row: NoticeRow): Promise<boolean> =>
	endUnsaid(unit, row.id, {
		from: ['done'],
		content: { ...withoutCall(row), note: struckLate(), by: actorOf(unit.scope).name }
	});

const struckLate = (): string => say('calls_struck_late');

function withoutCall({ content }: NoticeRow): Record<string, unknown> {
	const { spokenOn: _spokenOn, note: _note, by: _by, ...rest } = content ?? {};
	return rest;
}
