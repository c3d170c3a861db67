import { and, asc, eq, gt, inArray, max, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { auditEvent } from '../db/schema/audit';
import type { AuditSubject } from './record';

export interface PastEvent {
	subjectId: string;
	action: string;
	at: Date;
	data: Record<string, unknown>;
}

/** What was done to these things, the oldest first: what they were like on a day can be told from it. */
export async function pastEvents(
	unit: Unit<InsideScope>,
	kind: AuditSubject['kind'],
	ids: readonly string[],
	actions: readonly string[]
): Promise<PastEvent[]> {
	if (ids.length === 0) return [];
	return unit.tx
		.select({
			subjectId: auditEvent.subjectId,
			action: auditEvent.action,
			at: auditEvent.at,
			data: auditEvent.data
		})
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, unit.scope.organisationId),
				eq(auditEvent.subjectKind, kind),
				inArray(auditEvent.subjectId, [...ids]),
				inArray(auditEvent.action, [...actions])
			)
		)
		.orderBy(asc(auditEvent.at), asc(auditEvent.id));
}

/** When something was last done after an instant without that mark in its data; null when it was not. */
export async function lastDoneWithout(
	unit: Unit<InsideScope>,
	{ kind, action, mark }: { kind: AuditSubject['kind']; action: string; mark: string },
	after: Date
): Promise<Date | null> {
	const [row] = await unit.tx
		.select({ at: max(auditEvent.at) })
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, unit.scope.organisationId),
				eq(auditEvent.subjectKind, kind),
				eq(auditEvent.action, action),
				gt(auditEvent.at, after),
				sql`not ${auditEvent.data} ? ${mark}`
			)
		);
	return row?.at ?? null;
}

interface Told {
	kind: AuditSubject['kind'];
	action: string;
	after: Date;
}

/** Customers of whose things this was done after an instant. */
export const customersTold = async (
	unit: Unit<InsideScope>,
	{ kind, action, after }: Told
): Promise<string[]> =>
	(
		await unit.tx
			.selectDistinct({ id: auditEvent.customerId })
			.from(auditEvent)
			.where(
				and(
					eq(auditEvent.organisationId, unit.scope.organisationId),
					eq(auditEvent.subjectKind, kind),
					eq(auditEvent.action, action),
					gt(auditEvent.at, after)
				)
			)
	).flatMap(({ id }) => id ?? []);

/** To join laterally: as `before`, what the first such change of a thing after an instant replaced. */
export const firstReplaced = (
	thing: { organisationId: SQLWrapper; id: SQLWrapper },
	{ kind, action, after }: Told
): SQL => sql`(
	select event.data->'before' as before from ${auditEvent} event
	where event.organisation_id = ${thing.organisationId} and event.subject_kind = ${kind}
		and event.subject_id = ${thing.id}::text and event.action = ${action}
		and event.at > ${after.toISOString()}::timestamptz
	order by event.at, event.id limit 1)`;
