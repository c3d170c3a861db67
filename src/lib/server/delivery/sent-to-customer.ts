import { and, count, desc, eq, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { reportsOf } from './delivery-reports';
import { inertLink } from './letter-link';
import { isToCustomer } from './to-colleagues';
import { isWritten } from './written-mail';

const at = sql<Date>`coalesce(${delivery.sentAt}, ${delivery.createdAt})`.mapWith(
	delivery.createdAt
);
const LISTED = {
	id: delivery.id,
	at,
	channel: delivery.channel,
	mail: delivery.mail,
	toName: delivery.toName,
	toEmail: delivery.toEmail,
	toPhone: delivery.toPhone,
	subject: delivery.subject,
	status: delivery.status,
	response: delivery.response,
	sentAt: delivery.sentAt
};

const sentTo = ({ scope }: Unit<InsideScope>, customerId: string) =>
	and(
		eq(delivery.organisationId, scope.organisationId),
		eq(delivery.customerId, customerId),
		isToCustomer
	);

export const sentCount = (unit: Unit<InsideScope>, customerId: string): Promise<number> =>
	unit.tx
		.select({ n: count() })
		.from(delivery)
		.where(sentTo(unit, customerId))
		.then(([row]) => row?.n ?? 0);

/** Whatever was put in the outbox for a customer, the latest first: whom it went to and what was heard of it. */
export async function latestSent(unit: Unit<InsideScope>, customerId: string, limit: number) {
	return unit.tx
		.select(LISTED)
		.from(delivery)
		.where(sentTo(unit, customerId))
		.orderBy(desc(at), desc(delivery.id))
		.limit(limit);
}

/** One of them as it was sent; where its link stood there are `linkWords`. @throws not_found also of another customer */
export async function sentMessage(
	unit: Unit<InsideScope>,
	{ customerId, id }: { customerId: string; id: string },
	linkWords: string
) {
	const [row] = await unit.tx
		.select({
			...LISTED,
			language: delivery.language,
			linkId: delivery.linkId,
			html: delivery.html,
			text: delivery.text,
			messageId: delivery.messageId,
			witnessedAt: delivery.witnessedAt
		})
		.from(delivery)
		.where(and(sentTo(unit, customerId), eq(delivery.id, id)));
	if (!row) throw new AppError('not_found');
	const { linkId, html, text, ...rest } = row;
	const hasWords = isWritten(row) || (row.channel !== 'email' && row.sentAt !== null);
	return {
		...rest,
		...(hasWords ? inertLink({ linkId, html, text }, linkWords) : { html: '', text: '' }),
		reports: await reportsOf(unit, [id])
	};
}
