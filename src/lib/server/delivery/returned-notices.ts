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

/** Who knows of a return: of a message that is still with whoever carries it, or of one nobody waits for. */
export type KnownReturn = 'carried' | 'given_up';

/**
 * Notices whose text message or letter came back, as known at `at`: nobody read them. The next letter goes
 * to the same address all the same, until somebody corrects it. `given_up`: a person said since that this
 * message does not leave any more, and may have sent another way what it says.
 */
export async function returnedNotices(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	at: Date = unit.now
): Promise<ReadonlyMap<string, KnownReturn>> {
	const rows = await unit.tx
		.select({ noticeId: delivery.noticeId, status: delivery.status })
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
	const known = new Map<string, KnownReturn>();
	for (const { noticeId, status } of rows) {
		if (!noticeId || known.get(noticeId) === 'carried') continue;
		known.set(noticeId, status === 'cancelled' ? 'given_up' : 'carried');
	}
	return known;
}
