import { and, desc, eq, lte, or } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery, deliveryReport } from '../db/schema/delivery';
import { ofReport, returnKnownAt } from './report-sql';

/** Numbers of these customers to which the last text of which anything was heard, as known at `at`, came back. */
export async function returnedNumbers(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	at: Date = unit.now
) {
	const rows = await unit.tx
		.selectDistinctOn([delivery.customerId, delivery.toPhone], {
			customerId: delivery.customerId,
			phone: delivery.toPhone,
			kind: deliveryReport.kind,
			at: deliveryReport.at
		})
		.from(deliveryReport)
		.innerJoin(delivery, ofReport)
		.where(
			and(
				eq(deliveryReport.organisationId, unit.scope.organisationId),
				eq(delivery.channel, 'sms'),
				oneOf(delivery.customerId, customerIds),
				or(arrivalKnownAt(at), returnKnownAt(at))
			)
		)
		.orderBy(
			delivery.customerId,
			delivery.toPhone,
			desc(deliveryReport.at),
			desc(deliveryReport.id)
		);
	return rows.filter(({ kind }) => kind === 'bounced' || kind === 'refused');
}

const arrivalKnownAt = (at: Date) =>
	and(eq(deliveryReport.kind, 'delivered'), lte(deliveryReport.at, at));
