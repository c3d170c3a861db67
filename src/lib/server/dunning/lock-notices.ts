import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';

export type NoticeRow = typeof notice.$inferSelect;

/** Everybody in the order of their ids, and before the invoices they are about; by id. */
export async function lockNotices(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<Map<string, NoticeRow>> {
	const rows = await unit.tx
		.select()
		.from(notice)
		.where(these(unit, ids))
		.orderBy(asc(notice.id))
		.for(HELD);
	return new Map(rows.map((row) => [row.id, row]));
}

/** The same without reading them: of a whole run they are many. */
export async function holdNotices(unit: Unit<InsideScope>, ids: readonly string[]): Promise<void> {
	await unit.tx
		.select({ id: notice.id })
		.from(notice)
		.where(these(unit, ids))
		.orderBy(asc(notice.id))
		.for(HELD);
}

const these = (unit: Unit<InsideScope>, ids: readonly string[]) =>
	and(eq(notice.organisationId, unit.scope.organisationId), oneOf(notice.id, ids));

/** @throws not_found */
export async function lockNotice(unit: Unit<InsideScope>, noticeId: string): Promise<NoticeRow> {
	const row = (await lockNotices(unit, [noticeId])).get(noticeId);
	if (!row) throw new AppError('not_found');
	return row;
}

/** Two people who press at the same time do it once. @throws not_found, conflict when it no longer waits */
export async function waitingNotice(unit: Unit<InsideScope>, noticeId: string): Promise<NoticeRow> {
	const row = await lockNotice(unit, noticeId);
	if (row.status !== 'to_confirm') throw new AppError('conflict');
	return row;
}
