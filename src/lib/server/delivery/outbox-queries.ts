import { and, asc, desc, eq, gt, gte, inArray, like, ne } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';

/** Mails about a case, the newest first. */
export const mailsOfDispute = (unit: Unit<InsideScope>, disputeId: string) =>
	unit.tx
		.select({
			id: delivery.id,
			mail: delivery.mail,
			channel: delivery.channel,
			toEmail: delivery.toEmail,
			toName: delivery.toName,
			subject: delivery.subject,
			status: delivery.status,
			response: delivery.response,
			createdAt: delivery.createdAt,
			sentAt: delivery.sentAt
		})
		.from(delivery)
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.disputeId, disputeId))
		)
		.orderBy(desc(delivery.id))
		.limit(100);

/** Mails whose id comes after `mark`, the oldest first; what a device was told is in one of them. */
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
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				gt(delivery.id, mark),
				ne(delivery.channel, 'push')
			)
		)
		.orderBy(asc(delivery.id));

/** Mails to people of a customer put there since, under keys that begin so. */
export const mailsSince = (
	unit: Unit<InsideScope>,
	{ customerId, since, keys }: { customerId: string; since: Date; keys: string }
): Promise<number> =>
	unit.tx.$count(
		delivery,
		and(
			eq(delivery.organisationId, unit.scope.organisationId),
			eq(delivery.customerId, customerId),
			gte(delivery.createdAt, since),
			like(delivery.onceKey, `${keys}%`)
		)
	);

/** Whether a mail was put there under this key. */
export const isInOutbox = async (unit: Unit<InsideScope>, onceKey: string): Promise<boolean> =>
	(await unit.tx.$count(
		delivery,
		and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.onceKey, onceKey))
	)) > 0;

/** Which of these mails were put already, by their keys. */
export async function mailsPut(
	unit: Unit<InsideScope>,
	keys: readonly string[]
): Promise<ReadonlySet<string>> {
	if (keys.length === 0) return new Set();
	const rows = await unit.tx
		.select({ key: delivery.onceKey })
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				inArray(delivery.onceKey, [...new Set(keys)])
			)
		);
	return new Set(rows.map(({ key }) => key));
}
