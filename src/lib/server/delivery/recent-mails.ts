import { and, count, eq, gte, inArray, isNull, notInArray, or, sql } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery, type DeliveryStatus } from '../db/schema/delivery';
import type { MailFacts, MailName } from '../mail/mails';

const WEEK = 7 * DAY_MS;

/** Nobody was written to. */
const SILENT: DeliveryStatus[] = ['failed', 'cancelled'];

/** Each answers an act of the customer: he asked for it, and may ask again. */
const ASKED_FOR: MailName[] = ['account-update', 'dispute-received', 'new-link'];
/** Of the steps of a case, those its customer takes. */
const HIS_STEPS: MailFacts['dispute-update']['event'][] = [
	'replied',
	'amended',
	'withdrawn',
	'followed',
	'proposal_accepted',
	'proposal_refused'
];

/** What we begin, to a reader who follows no case of a colleague; the facts say so (mail/mails.ts). */
export const begunByUs = and(
	notInArray(delivery.mail, ASKED_FOR),
	sql`not ${delivery.facts} ? 'follower'`,
	sql`not (${delivery.mail} = 'dispute-update' and ${inArray(sql`${delivery.facts} ->> 'event'`, HIS_STEPS)})`
);

export type RecentMails = (customerId: string, email: string) => number;

/**
 * Mails to these customers in the last seven days that we began, whatever they are about; those of `except`
 * are not counted. Nor are answers to what the customer did, nor what somebody gets because he follows the
 * case of a colleague: five copies asked for, or five messages in a case the accountant was added to, would
 * silence the reminders.
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
				begunByUs,
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
