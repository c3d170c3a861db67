import { and, count, eq, gte, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery, type DeliveryStatus } from '../db/schema/delivery';

const WEEK = 7 * 86_400_000;

/** Nobody was written to. */
const SILENT: DeliveryStatus[] = ['failed', 'cancelled'];

/** Of a follower, the facts say so (mail/mails.ts). */
export const ofHisOwn = sql`not ${delivery.facts} ? 'follower'`;

export type RecentMails = (customerId: string, email: string) => number;

/**
 * Mails to these customers in the last seven days, whatever they are about; those of `except` are not
 * counted. Nor are those somebody gets because he follows the case of a colleague: adding the accountant
 * to a case and writing five messages would silence the reminders to him.
 */
export async function recentMailsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	{ except = [] }: { except?: readonly string[] | undefined } = {}
): Promise<RecentMails> {
	const rows = await unit.tx
		.select({ customerId: delivery.customerId, email: delivery.toEmail, mails: count() })
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				oneOf(delivery.customerId, customerIds),
				gte(delivery.createdAt, new Date(unit.now.getTime() - WEEK)),
				notInArray(delivery.status, SILENT),
				ofHisOwn,
				except.length
					? or(isNull(delivery.noticeId), notInArray(delivery.noticeId, [...except]))
					: undefined
			)
		)
		.groupBy(delivery.customerId, delivery.toEmail);
	const found = new Map(
		rows.map(({ customerId, email, mails }) => [`${customerId} ${email}`, mails])
	);
	return (customerId, email) => found.get(`${customerId} ${email}`) ?? 0;
}
