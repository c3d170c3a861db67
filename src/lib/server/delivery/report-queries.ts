import { and, asc, desc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery, deliveryReport } from '../db/schema/delivery';
import { isWritten } from './written-mail';

/** To filter or join with: what of it came back. A server that takes nothing says so before anything left. */
// Named in full: inside the subquery a bare name would be one of the report.
export const cameBackSql = sql<boolean>`exists (
	select from delivery_report r where r.organisation_id = delivery.organisation_id
	and r.delivery_id = delivery.id and r.kind in ('bounced', 'refused')
	and not exists (select from delivery_report b where b.organisation_id = r.organisation_id
		and b.delivery_id = r.delivery_id and b.kind = 'taken_back' and (b.at, b.id) > (r.at, r.id)))`;

/** A report that it came back, and that nobody had taken back by then. */
const returnKnownAt = (at: Date) =>
	and(
		inArray(deliveryReport.kind, ['bounced', 'refused']),
		lte(deliveryReport.at, at),
		sql`not exists (select from delivery_report b where b.organisation_id = ${deliveryReport.organisationId}
			and b.delivery_id = ${deliveryReport.deliveryId} and b.kind = 'taken_back' and b.at <= ${at.toISOString()}::timestamptz
			and (b.at, b.id) > (${deliveryReport.at}, ${deliveryReport.id}))`
	);

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
			sentAt: delivery.sentAt
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
				lte(deliveryReport.at, at)
			)
		)
		.orderBy(
			delivery.customerId,
			delivery.toPhone,
			desc(deliveryReport.at),
			desc(deliveryReport.id)
		);
	return rows.filter(({ kind }) => kind !== 'delivered');
}

const ofReport = and(
	eq(delivery.organisationId, deliveryReport.organisationId),
	eq(delivery.id, deliveryReport.deliveryId)
);

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
		.innerJoin(
			delivery,
			and(
				eq(delivery.organisationId, deliveryReport.organisationId),
				eq(delivery.id, deliveryReport.deliveryId)
			)
		)
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

/** Names what a person noted; a provider and a bounce have names of their own. */
const BY_HAND = 'staff:';
export const handKey = (deliveryId: string, nth: number): string =>
	`${BY_HAND}${deliveryId}${nth === 0 ? '' : `:${nth}`}`;
const isNotedByHand = (eventKey: string): boolean => eventKey.startsWith(BY_HAND);

const ALARM_DAYS = 14;

/** Customers whose message came back lately; a mail marks its contact besides, and is over when that one is corrected. */
export const lastReturns = (unit: Unit<InsideScope>) =>
	unit.tx
		.selectDistinctOn([delivery.customerId], {
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
				gte(deliveryReport.at, new Date(unit.now.getTime() - ALARM_DAYS * 86_400_000))
			)
		)
		.orderBy(delivery.customerId, sql`${deliveryReport.at} desc`);
