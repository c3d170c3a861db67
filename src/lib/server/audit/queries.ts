import { and, desc, eq } from 'drizzle-orm';
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
