import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';

/** Mails about a case, the newest first. */
export const mailsOfDispute = (unit: Unit<InsideScope>, disputeId: string) =>
	unit.tx
		.select({
			id: delivery.id,
			mail: delivery.mail,
			toEmail: delivery.toEmail,
			toName: delivery.toName,
			subject: delivery.subject,
			status: delivery.status,
			createdAt: delivery.createdAt,
			sentAt: delivery.sentAt
		})
		.from(delivery)
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.disputeId, disputeId))
		)
		.orderBy(desc(delivery.id))
		.limit(100);

/** Mails whose id comes after `mark`, the oldest first. */
export const mailsAfter = (unit: Unit<InsideScope>, mark: string) =>
	unit.tx
		.select({
			deliveryId: delivery.id,
			toEmail: delivery.toEmail,
			subject: delivery.subject,
			mail: delivery.mail,
			status: delivery.status,
			at: delivery.createdAt
		})
		.from(delivery)
		.where(and(eq(delivery.organisationId, unit.scope.organisationId), gt(delivery.id, mark)))
		.orderBy(asc(delivery.id));

/** Whether a mail was put there under this key. */
export const isInOutbox = async (unit: Unit<InsideScope>, onceKey: string): Promise<boolean> =>
	(await unit.tx.$count(
		delivery,
		and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.onceKey, onceKey))
	)) > 0;
