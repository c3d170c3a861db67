import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery, deliveryReport } from '../db/schema/delivery';
import { cameBackSql, ofReport, returnKnownAt } from './report-sql';

/** A subquery of the notices whose message left and came back, for counts and pages. */
export const bouncedNotices = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({ noticeId: delivery.noticeId })
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				isNotNull(delivery.noticeId),
				eq(delivery.status, 'sent'),
				cameBackSql
			)
		);

/**
 * Notices whose text message or letter came back, as known at `at`: nobody read them. The next letter goes
 * to the same address all the same, until somebody corrects it.
 */
export async function returnedNotices(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	at: Date = unit.now
): Promise<ReadonlySet<string>> {
	const rows = await unit.tx
		.select({ noticeId: delivery.noticeId })
		.from(deliveryReport)
		.innerJoin(delivery, ofReport)
		.where(
			and(
				eq(deliveryReport.organisationId, unit.scope.organisationId),
				inArray(delivery.channel, ['sms', 'post']),
				oneOf(delivery.customerId, customerIds),
				returnKnownAt(at)
			)
		);
	return new Set(rows.flatMap(({ noticeId }) => noticeId ?? []));
}
