import { and, desc, eq, gte, isNotNull, ne, or } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery, deliveryReport } from '../db/schema/delivery';
import { ofReport, returnKnownAt } from './report-sql';

/** Messages that came back lately, the last one first; a mail marks its contact besides, and is over when that one is corrected. */
export const lastReturns = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			customerId: delivery.customerId,
			noticeId: delivery.noticeId,
			channel: delivery.channel,
			toEmail: delivery.toEmail,
			toPhone: delivery.toPhone
		})
		.from(deliveryReport)
		.innerJoin(delivery, ofReport)
		.where(
			and(
				eq(deliveryReport.organisationId, unit.scope.organisationId),
				returnKnownAt(unit.now),
				isNotNull(delivery.customerId),
				// A letter its provider refused is taken back, and posted by hand: it is with whoever posts it.
				or(ne(delivery.channel, 'post'), ne(delivery.status, 'cancelled')),
				gte(deliveryReport.at, new Date(unit.now.getTime() - ALARM_DAYS * DAY_MS))
			)
		)
		.orderBy(desc(deliveryReport.at), desc(deliveryReport.id));

const ALARM_DAYS = 14;
