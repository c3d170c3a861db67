import { and, count, eq, gte, isNull, notInArray, or } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery, type DeliveryStatus } from '../db/schema/delivery';

const WEEK = 7 * 86_400_000;

/** Nobody was written to. */
const SILENT: DeliveryStatus[] = ['failed', 'cancelled'];

export type RecentMails = (customerId: string, email: string) => number;

/** Mails to these customers in the last seven days, whatever they are about; those of `except` are not counted. */
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
