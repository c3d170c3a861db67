import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { delivery } from '../db/schema/delivery';
import { reportsOf } from './delivery-reports';
import { inertLink } from './letter-link';
import type { Delivery } from './queries';
import { isWritten } from './written-mail';

/** For colleagues, whoever it is about. */
const TO_COLLEAGUES: readonly string[] = ['resolver-request', 'approval-request', 'staff-alert'];

/**
 * Every message about a case or one of these notices, the oldest first, with all that was heard of it.
 * Where its link stood there are `linkWords`; no words where none left.
 */
export async function keptMessages(
	unit: Unit<InsideScope>,
	{ customerId, disputeId, noticeIds }: Named,
	linkWords: string
) {
	const rows = await unit.tx
		.select()
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				eq(delivery.customerId, customerId),
				or(eq(delivery.disputeId, disputeId), among(noticeId, noticeIds))
			)
		)
		.orderBy(asc(delivery.createdAt), asc(delivery.id));
	const reports = await reportsOf(
		unit,
		rows.map(({ id }) => id)
	);
	return rows.map(({ facts, linkId, ...row }) => ({
		...row,
		noticeId: row.noticeId ?? copyIn(facts)?.noticeId ?? null,
		...wordsOf({ ...row, linkId }, linkWords),
		isInternal: TO_COLLEAGUES.includes(row.mail) || copyIn(facts)?.contactId === null,
		reports: reports.filter(({ deliveryId }) => deliveryId === row.id)
	}));
}
export type KeptMessage = Awaited<ReturnType<typeof keptMessages>>[number];

interface Named {
	customerId: string;
	disputeId: string;
	noticeIds: readonly string[];
}

/** A copy of a notice names it among its facts. */
const noticeId = sql`coalesce(${delivery.noticeId}, (${delivery.facts}->'copy'->>'noticeId')::uuid)`;

/** A copy goes to a colleague where it names no contact. */
const copyIn = (facts: Delivery['facts'] | null) =>
	(facts as { copy?: { noticeId: string; contactId: string | null } } | null)?.copy;

type Words = Pick<
	Delivery,
	'channel' | 'status' | 'subject' | 'sentAt' | 'linkId' | 'html' | 'text'
>;
const wordsOf = (row: Words, linkWords: string) =>
	isWritten(row) || (row.channel !== 'email' && row.sentAt)
		? inertLink(row, linkWords)
		: { html: '', text: '' };
