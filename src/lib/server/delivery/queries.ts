import { and, count, desc, eq, inArray, min, sql, type SQL } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery, type DeliveryStatus } from '../db/schema/delivery';
import { cameBackSql } from './report-sql';

export type Delivery = typeof delivery.$inferSelect;
export const DELIVERY_STATUSES = [
	'planned',
	'claimed',
	'sent',
	'retry',
	'unknown',
	'failed',
	'cancelled'
] as const satisfies readonly DeliveryStatus[];
const PAGE = 25;

export interface DeliverySummary {
	counts: Record<DeliveryStatus, number>;
	/** Since when the oldest mail waits. */
	waitingSince: Date | null;
}

/** How many mails are where: "3 wait since 10:02, 1 is uncertain". */
export async function deliverySummary(unit: Unit<InsideScope>): Promise<DeliverySummary> {
	const rows = await unit.tx
		.select({ status: delivery.status, count: count(), oldest: min(delivery.createdAt) })
		.from(delivery)
		.where(eq(delivery.organisationId, unit.scope.organisationId))
		.groupBy(delivery.status);
	const counts = Object.fromEntries(
		DELIVERY_STATUSES.map((status) => [status, 0])
	) as DeliverySummary['counts'];
	for (const row of rows) counts[row.status] = row.count;
	const waits = rows
		.filter(({ status }) => status === 'planned' || status === 'retry')
		.map(({ oldest }) => oldest!);
	return { counts, waitingSince: waits.sort((a, b) => a.getTime() - b.getTime())[0] ?? null };
}

const LISTED = {
	id: delivery.id,
	mail: delivery.mail,
	toEmail: delivery.toEmail,
	toName: delivery.toName,
	status: delivery.status,
	subject: delivery.subject,
	response: delivery.response,
	attempts: delivery.attempts,
	createdAt: delivery.createdAt,
	nextAttemptAt: delivery.nextAttemptAt,
	sentAt: delivery.sentAt,
	customerId: delivery.customerId,
	disputeId: delivery.disputeId,
	noticeId: delivery.noticeId,
	channel: delivery.channel,
	toPhone: delivery.toPhone,
	cameBack: cameBackSql
};
export type ListedDelivery = Pick<Delivery, Exclude<keyof typeof LISTED, 'cameBack'>> & {
	cameBack: boolean;
};

/** Newest first, a page at a time; one more than a page tells that there is a next. */
export async function listDeliveries(
	unit: Unit<InsideScope>,
	{
		status,
		cameBack,
		customerId,
		toEmail,
		page = 1
	}: {
		status?: readonly DeliveryStatus[];
		/** Only those that did, or did not. */
		cameBack?: boolean;
		customerId?: string;
		toEmail?: string;
		page?: number;
	}
): Promise<{ deliveries: ListedDelivery[]; page: number; hasMore: boolean }> {
	const wanted: SQL[] = [eq(delivery.organisationId, unit.scope.organisationId)];
	if (status?.length) wanted.push(inArray(delivery.status, [...status]));
	if (cameBack !== undefined) wanted.push(cameBack ? cameBackSql : sql`not ${cameBackSql}`);
	if (customerId) wanted.push(eq(delivery.customerId, customerId));
	if (toEmail) wanted.push(eq(delivery.toEmail, toEmail));
	const rows = await unit.tx
		.select(LISTED)
		.from(delivery)
		.where(and(...wanted))
		.orderBy(desc(delivery.createdAt), desc(delivery.id))
		.limit(PAGE + 1)
		.offset((page - 1) * PAGE);
	return { deliveries: rows.slice(0, PAGE), page, hasMore: rows.length > PAGE };
}

export const deliveriesByIds = (
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<ListedDelivery[]> =>
	unit.tx
		.select(LISTED)
		.from(delivery)
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), inArray(delivery.id, [...ids]))
		);

export async function deliveryById(unit: Unit<InsideScope>, deliveryId: string): Promise<Delivery> {
	const [row] = await unit.tx
		.select()
		.from(delivery)
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.id, deliveryId))
		);
	if (!row) throw new AppError('not_found');
	return row;
}

/** Of these notices, those whose mail a process is handing over right now. */
export async function noticesOnTheWire(
	unit: Unit<InsideScope>,
	noticeIds: readonly string[]
): Promise<ReadonlySet<string>> {
	if (noticeIds.length === 0) return new Set();
	const rows = await unit.tx
		.select({ noticeId: delivery.noticeId })
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				eq(delivery.status, 'claimed'),
				oneOf(delivery.noticeId, noticeIds)
			)
		);
	return new Set(rows.flatMap(({ noticeId }) => noticeId ?? []));
}
