import { and, desc, eq, gt, inArray, sql, type SQLWrapper } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { auditEvent } from '../db/schema/audit';
import type { AuditSubject } from './record';

/** Who did what, the newest first. */
export const eventsAbout = (unit: Unit<InsideScope>, { kind, id }: AuditSubject) =>
	unit.tx
		.select({
			id: auditEvent.id,
			at: auditEvent.at,
			actorKind: auditEvent.actorKind,
			actorName: auditEvent.actorName,
			action: auditEvent.action,
			data: auditEvent.data
		})
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, unit.scope.organisationId),
				eq(auditEvent.subjectKind, kind),
				eq(auditEvent.subjectId, id)
			)
		)
		.orderBy(desc(auditEvent.at), desc(auditEvent.id))
		.limit(200);

/** Which of these things had one of these actions done to them. */
export async function subjectsTold(
	unit: Unit<InsideScope>,
	actions: readonly string[],
	ids: readonly string[]
): Promise<Set<string>> {
	const rows = await unit.tx
		.selectDistinct({ id: auditEvent.subjectId })
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, unit.scope.organisationId),
				inArray(auditEvent.subjectId, [...ids]),
				inArray(auditEvent.action, [...actions])
			)
		);
	return new Set(rows.map(({ id }) => id));
}

/** What people did to these things, the newest first. `ids`: a query of them, as text. */
export const deedsAmong = (
	unit: Unit<InsideScope>,
	{
		kind,
		ids,
		actions
	}: { kind: AuditSubject['kind']; ids: SQLWrapper; actions: readonly string[] },
	limit: number
) =>
	unit.tx
		.select({
			id: auditEvent.id,
			at: auditEvent.at,
			by: auditEvent.actorName,
			action: auditEvent.action,
			data: auditEvent.data,
			subjectId: auditEvent.subjectId,
			customerId: auditEvent.customerId
		})
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, unit.scope.organisationId),
				eq(auditEvent.actorKind, 'user'),
				eq(auditEvent.subjectKind, kind),
				inArray(auditEvent.subjectId, ids),
				inArray(auditEvent.action, [...actions])
			)
		)
		.orderBy(desc(auditEvent.at), desc(auditEvent.id))
		.limit(limit);

/** How many different things this colleague did something about today, where the organisation is. */
export async function thingsHandledToday(
	{ tx, scope, now, today }: Unit<InsideScope>,
	userId: string,
	actions: readonly string[]
): Promise<number> {
	const [row] = await tx
		.select({
			n: sql`count(distinct (${auditEvent.subjectKind}, ${auditEvent.subjectId}))`.mapWith(Number)
		})
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, scope.organisationId),
				eq(auditEvent.actorKind, 'user'),
				eq(auditEvent.actorId, userId),
				inArray(auditEvent.action, [...actions]),
				// By its index first: no day is longer than two.
				gt(auditEvent.at, new Date(now.getTime() - 2 * DAY_MS)),
				sql`(${auditEvent.at} at time zone ${scope.timeZone})::date = ${today}`
			)
		);
	return row?.n ?? 0;
}
