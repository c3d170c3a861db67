import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery, deliveryReport } from '../db/schema/delivery';
import { isWritten } from './written-mail';

/** What is known of the messages of one notice, the oldest first. */
export const deliveriesOfNotice = async (unit: Unit<InsideScope>, noticeId: string) => {
	const rows = await unit.tx
		.select({
			id: delivery.id,
			channel: delivery.channel,
			status: delivery.status,
			to: sql<string>`coalesce(nullif(${delivery.toPhone}, ''), nullif(${delivery.toEmail}, ''), ${delivery.toName})`,
			subject: delivery.subject,
			text: delivery.text,
			response: delivery.response,
			sentAt: delivery.sentAt,
			nextAttemptAt: delivery.nextAttemptAt
		})
		.from(delivery)
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.noticeId, noticeId))
		)
		.orderBy(asc(delivery.createdAt), asc(delivery.id));
	const reports = await reportsOf(
		unit,
		rows.map(({ id }) => id)
	);
	return rows.map(({ text, subject, ...row }) => ({
		...row,
		isWritten: isWritten({ ...row, subject }),
		// A mail is read on its own page; a text is short.
		text: row.channel === 'sms' ? text : null,
		reports: reports.filter(({ deliveryId }) => deliveryId === row.id)
	}));
};

/** What was heard of these, in the order it was. */
export const reportsOf = (unit: Unit<InsideScope>, deliveryIds: string[]) =>
	unit.tx
		.select({
			deliveryId: deliveryReport.deliveryId,
			kind: deliveryReport.kind,
			detail: deliveryReport.detail,
			at: deliveryReport.at,
			by: deliveryReport.by
		})
		.from(deliveryReport)
		.where(
			and(
				eq(deliveryReport.organisationId, unit.scope.organisationId),
				inArray(deliveryReport.deliveryId, deliveryIds)
			)
		)
		.orderBy(asc(deliveryReport.at), asc(deliveryReport.id));
