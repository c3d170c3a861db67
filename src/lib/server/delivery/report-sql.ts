import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import { delivery, deliveryReport } from '../db/schema/delivery';

/** To filter or join with: what of it came back. A server that takes nothing says so before anything left. */
// Named in full: inside the subquery a bare name would be one of the report.
export const cameBackSql = sql<boolean>`exists (
	select from delivery_report r where r.organisation_id = delivery.organisation_id
	and r.delivery_id = delivery.id and r.kind in ('bounced', 'refused')
	and not exists (select from delivery_report b where b.organisation_id = r.organisation_id
		and b.delivery_id = r.delivery_id and b.kind = 'taken_back' and (b.at, b.id) > (r.at, r.id)))`;

/** A report that it came back, and that nobody had taken back by then. */
export const returnKnownAt = (at: Date) =>
	and(
		inArray(deliveryReport.kind, ['bounced', 'refused']),
		lte(deliveryReport.at, at),
		sql`not exists (select from delivery_report b where b.organisation_id = ${deliveryReport.organisationId}
			and b.delivery_id = ${deliveryReport.deliveryId} and b.kind = 'taken_back' and b.at <= ${at.toISOString()}::timestamptz
			and (b.at, b.id) > (${deliveryReport.at}, ${deliveryReport.id}))`
	);

/** To join a report with its message. */
export const ofReport = and(
	eq(delivery.organisationId, deliveryReport.organisationId),
	eq(delivery.id, deliveryReport.deliveryId)
);
