import { and, asc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery, deliveryReport } from '../db/schema/delivery';
import { isNotedByHand } from './hand-key';
import { ofReport, returnKnownAt } from './report-sql';

export interface Return {
	at: Date;
	detail: string;
	/** Noted by a person, who may have been mistaken; else whoever carried it said so. */
	byHand: boolean;
}

/** Of these notices, those whose message left and came back: when and why, as it was last said. */
export async function returnsOf(
	unit: Unit<InsideScope>,
	noticeIds: readonly string[]
): Promise<ReadonlyMap<string, Return>> {
	if (noticeIds.length === 0) return new Map();
	const rows = await unit.tx
		.select({
			noticeId: delivery.noticeId,
			at: deliveryReport.at,
			detail: deliveryReport.detail,
			eventKey: deliveryReport.eventKey
		})
		.from(deliveryReport)
		.innerJoin(delivery, ofReport)
		.where(
			and(
				eq(deliveryReport.organisationId, unit.scope.organisationId),
				returnKnownAt(unit.now),
				eq(delivery.status, 'sent'),
				oneOf(delivery.noticeId, noticeIds)
			)
		)
		.orderBy(asc(deliveryReport.at), asc(deliveryReport.id));
	return new Map(
		rows.map(({ noticeId, eventKey, ...said }) => [
			noticeId!,
			{ ...said, byHand: isNotedByHand(eventKey) }
		])
	);
}

/** How one message came back; undefined when it did not. */
export async function returnOf(
	unit: Unit<InsideScope>,
	deliveryId: string
): Promise<Omit<Return, 'at'> | undefined> {
	const rows = await unit.tx
		.select({ detail: deliveryReport.detail, eventKey: deliveryReport.eventKey })
		.from(deliveryReport)
		.where(
			and(
				eq(deliveryReport.organisationId, unit.scope.organisationId),
				eq(deliveryReport.deliveryId, deliveryId),
				returnKnownAt(unit.now)
			)
		);
	const [first] = rows;
	return (
		first && { detail: first.detail, byHand: rows.every(({ eventKey }) => isNotedByHand(eventKey)) }
	);
}
