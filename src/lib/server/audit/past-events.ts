import { and, asc, eq, gt, inArray, max } from 'drizzle-orm';
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

/** When something was last done after an instant; null when it was not. */
export async function lastDoneAfter(
	unit: Unit<InsideScope>,
	kind: AuditSubject['kind'],
	action: string,
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
				gt(auditEvent.at, after)
			)
		);
	return row?.at ?? null;
}
