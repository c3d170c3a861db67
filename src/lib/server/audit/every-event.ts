import { and, asc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { auditEvent } from '../db/schema/audit';
import type { AuditSubject } from './record';

/** Who did what to it, all of it and the oldest first. */
export const everyEventAbout = (unit: Unit<InsideScope>, { kind, id }: AuditSubject) =>
	unit.tx
		.select({
			at: auditEvent.at,
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
		.orderBy(asc(auditEvent.at), asc(auditEvent.id));
