import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { bestFormal, type FormalNotice, type FormalState } from '$lib/domain/dunning/formal-notice';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { letter } from '../db/schema/letters';
import { notice } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';
import { returnsOf } from '../delivery/returns';
import { fromJson } from './decision-json';
import type { NoticeContent } from './notice-content';
import { legalStep, ofStep } from './notice-queries';

/** A hand-over: whose, and the invoice that led there. */
export interface HandOver {
	customerId: string;
	leaderInvoiceId: string;
}

/** The formal notice that names the invoice of a hand-over; null when none was ever made. */
export async function formalNoticesFor(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<(handOver: HandOver) => FormalNotice | null> {
	if (customerIds.length === 0) return () => null;
	const rows = await formalNotices(unit, customerIds);
	const returns = await returnsOf(
		unit,
		rows.map(({ noticeId }) => noticeId)
	);
	return (handOver) =>
		bestFormal(
			rows
				.filter((row) => isAbout(row, handOver))
				.map((row) => formalNotice(row, returns.has(row.noticeId)))
		);
}

const WRITTEN = ['email', 'sms', 'letter', 'registered_letter'] as const;

const formalNotices = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({
			noticeId: notice.id,
			customerId: notice.customerId,
			leaderInvoiceId: notice.leaderInvoiceId,
			channel: notice.channel,
			status: notice.status,
			content: notice.content,
			on: sql<FormalNotice['on']>`coalesce(${notice.closedOn}, ${notice.plannedOn})::text`,
			postedOn: letter.postedOn,
			trackingNumber: letter.trackingNumber
		})
		.from(notice)
		.innerJoin(step, ofStep)
		.leftJoin(
			letter,
			and(eq(letter.organisationId, notice.organisationId), eq(letter.noticeId, notice.id))
		)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				oneOf(notice.customerId, customerIds),
				ne(notice.status, 'cancelled'),
				inArray(notice.channel, WRITTEN),
				sql`coalesce(${notice.tone}, ${step.definition}->>'tone') = 'formal' and not ${legalStep}`
			)
		)
		.orderBy(asc(notice.plannedAt), asc(notice.id));

type Row = Awaited<ReturnType<typeof formalNotices>>[number];

/** It leads to this invoice, or asks for it beside others. */
function isAbout(row: Row, { customerId, leaderInvoiceId }: HandOver): boolean {
	if (row.customerId !== customerId) return false;
	if (row.leaderInvoiceId === leaderInvoiceId) return true;
	const items = row.content ? fromJson<NoticeContent>(row.content).items : [];
	return items.some(
		({ invoiceId, state, collectibleMinor }) =>
			invoiceId === leaderInvoiceId && state === 'overdue' && collectibleMinor > 0n
	);
}

const formalNotice = (row: Row, isReturned: boolean): FormalNotice => ({
	noticeId: row.noticeId,
	state: isReturned ? 'returned' : stateOf(row),
	on: row.postedOn ?? row.on,
	trackingNumber: row.trackingNumber
});

function stateOf({ status, postedOn }: Row): FormalState {
	if (postedOn) return 'posted';
	if (status === 'sent' || status === 'unknown') return status === 'sent' ? 'sent' : 'uncertain';
	return status === 'to_confirm' || status === 'planned' ? 'waiting' : 'not_posted';
}
