import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { DAILY_LINK_BYTES, fitsToday } from '$lib/domain/files';
import { AppError } from '$lib/domain/errors';
import { formatBytes } from '$lib/i18n/format';
import { LINK_DAY, lockLinkDay, ofLink, onToday, refuseAboveToday } from '../auth/link-day';
import type { PortalScope, ResolverScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { attachment, upload } from '../db/schema/attachments';

type LinkUnit = Unit<PortalScope | ResolverScope>;

/** What a link began to send today, in parts. @throws day_full, too_often_today */
export async function begunFits(unit: LinkUnit, more: number): Promise<void> {
	await lockLinkDay(unit);
	await refuseAboveToday(unit, {
		...{ table: upload, at: upload.createdAt, which: ofLink(unit, upload) },
		most: LINK_DAY.files
	});
	const today = and(ofLink(unit, upload), onToday(unit, upload.createdAt));
	refuseAbove(await sumOf(unit, upload, upload.bytesTotal, today), more);
}

/** What is kept of what a link sent today. @throws day_full */
export async function keptFits(unit: LinkUnit, more: number): Promise<void> {
	await lockLinkDay(unit);
	const today = and(ofLink(unit, attachment), onToday(unit, attachment.uploadedAt));
	refuseAbove(await sumOf(unit, attachment, attachment.bytes, today), more);
}

/** Bytes of every file an organisation keeps of its customers and colleagues. */
export const keptBytes = (unit: Unit<Scope>): Promise<number> =>
	sumOf(
		unit,
		attachment,
		attachment.bytes,
		eq(attachment.organisationId, unit.scope.organisationId)
	);

function refuseAbove(sent: number, more: number): void {
	if (!fitsToday(sent, more))
		throw new AppError('day_full', { max: formatBytes(DAILY_LINK_BYTES) }, 'files');
}

async function sumOf(
	unit: Unit<Scope>,
	table: PgTable,
	bytes: PgColumn,
	which: SQL | undefined
): Promise<number> {
	const [row] = await unit.tx
		.select({ bytes: sql<string>`coalesce(sum(${bytes}), 0)` })
		.from(table)
		.where(which);
	return Number(row!.bytes);
}
