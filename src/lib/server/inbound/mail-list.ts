import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { isWaitingFate, WAITING_FATES } from '$lib/domain/inbound/fate';
import type { DeskScope, InsideScope } from '../auth/scope';
import { lookedAfter } from '../customers/looked-after';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { inboundFate, inboundReading } from '../db/schema/inbound';
import { env } from '../env';
import { readingOfFate } from './dunning-facts';

export const MAIL_VIEWS = ['waiting', 'all'] as const;
export type MailView = (typeof MAIL_VIEWS)[number];

/** The latest ones; what is older was read, or is found by its customer. */
const SHOWN = 100;

/** Mails that wait for a person, the oldest last; or whatever came, with what became of it. */
export async function mailList(unit: Unit<DeskScope>, view: MailView) {
	const customer = namedCustomers(unit);
	const rows = await unit.tx
		.select({
			mailId: inboundFate.mailId,
			kind: inboundFate.kind,
			why: inboundFate.why,
			fromName: inboundFate.fromName,
			fromEmail: inboundFate.fromEmail,
			verified: inboundFate.verified,
			subject: inboundFate.subject,
			files: inboundFate.files,
			noticeId: inboundFate.noticeId,
			at: inboundFate.at,
			customerName: customer.name,
			deed: inboundReading.deed
		})
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.leftJoin(customer, eq(customer.id, inboundFate.customerId))
		.where(and(inOrganisation(unit), view === 'waiting' ? waits : undefined))
		.orderBy(desc(inboundFate.at), desc(inboundFate.id))
		.limit(SHOWN);
	return {
		isOn: isMailOn(),
		waiting: await mailsWaiting(unit),
		rows: rows.map(({ files, noticeId, ...row }) => ({
			...row,
			fileCount: files.length,
			holdsReminders: noticeId !== null && isWaitingFate(row.kind) && row.deed === null
		}))
	};
}

const inOrganisation = (unit: Unit<InsideScope>) =>
	eq(inboundFate.organisationId, unit.scope.organisationId);

const waits = and(inArray(inboundFate.kind, WAITING_FATES), isNull(inboundReading.id));

/** Somebody hands mail over, or a mailbox is read. */
export const isMailOn = (): boolean => Boolean(env().INBOUND_SECRET || env().INBOUND_IMAP_URL);

/** Mails nobody read yet: those of customers whoever looks looks after, then the longest waiting first. */
export function mailsToRead(unit: Unit<DeskScope>, most: number) {
	const customer = namedCustomers(unit);
	const isMine = sql`coalesce(${lookedAfter(unit)}, false)`;
	return unit.tx
		.select({
			mailId: inboundFate.mailId,
			fromName: inboundFate.fromName,
			fromEmail: inboundFate.fromEmail,
			at: inboundFate.at,
			customerName: customer.name,
			customerCode: customer.code
		})
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.leftJoin(customer, eq(customer.id, inboundFate.customerId))
		.where(and(inOrganisation(unit), waits))
		.orderBy(desc(sql`${customer.id} is not null and ${isMine}`), inboundFate.at, inboundFate.id)
		.limit(most);
}

/** How many nobody has read yet. */
export async function mailsWaiting(unit: Unit<InsideScope>): Promise<number> {
	const rows = unit.tx
		.select({ id: inboundFate.id })
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.where(and(inOrganisation(unit), waits));
	return unit.tx.$count(rows.as('waiting'));
}
