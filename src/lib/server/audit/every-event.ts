import { and, asc, eq, gt } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { within, type Period } from '../db/within';
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

/** A page of what was done about a customer and anything of his, in its order; `after`: the last one of the page before. */
export const eventsOfCustomer = (
	unit: Unit<InsideScope>,
	{ customerId, after, limit, ...period }: PageOfCustomer
) =>
	unit.tx
		.select({
			id: auditEvent.id,
			at: auditEvent.at,
			actorName: auditEvent.actorName,
			action: auditEvent.action
		})
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, unit.scope.organisationId),
				eq(auditEvent.customerId, customerId),
				after ? gt(auditEvent.id, after) : undefined,
				within(auditEvent.at, period)
			)
		)
		.orderBy(asc(auditEvent.id))
		.limit(limit);

interface PageOfCustomer extends Period {
	customerId: string;
	after: string | null;
	limit: number;
}
