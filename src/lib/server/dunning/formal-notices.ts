import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { DecisionItem } from '$lib/domain/dunning/decision';
import {
	bestFormal,
	hasLeft,
	unannouncedIn,
	type FormalNotice,
	type FormalState,
	type Unannounced
} from '$lib/domain/dunning/formal-notice';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { letter } from '../db/schema/letters';
import { notice } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';
import { returnsOf } from '../delivery/returns';
import { fromJson } from './decision-json';
import { SKIPPED } from './history';
import type { NoticeContent } from './notice-content';
import { legalStep, ofStep } from './notice-queries';

/** A hand-over: whose, and the invoice that led there. */
export interface HandOver {
	customerId: string;
	leaderInvoiceId: string;
}

/** What was demanded before a hand-over. */
export interface PutOnNotice {
	/** The formal notice that names its invoice; null when none was ever made. */
	formalNotice: FormalNotice | null;
	/** What no formal notice asked for, once one that names its invoice has left. */
	unannounced: Unannounced | null;
}

/** @returns of a hand-over, with what it lists */
export async function putOnNotice(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<(handOver: HandOver, items?: readonly DecisionItem[]) => PutOnNotice> {
	if (customerIds.length === 0) return () => ({ formalNotice: null, unannounced: null });
	const rows = await formalNotices(unit, customerIds);
	const returns = await returnsOf(
		unit,
		rows.map(({ noticeId }) => noticeId)
	);
	const formal = rows.map((row) => ({ row, notice: formalNotice(row, returns.has(row.noticeId)) }));
	return (handOver, items = []) => {
		const named = formal.filter(({ row }) => asksFor(row, handOver).has(handOver.leaderInvoiceId));
		const best = bestFormal(named.map(({ notice: one }) => one));
		const left = formal.filter(({ notice: one }) => hasLeft(one));
		const announced = new Set(left.flatMap(({ row }) => [...asksFor(row, handOver)]));
		return {
			formalNotice: best,
			unannounced: hasLeft(best) ? unannouncedIn(items, announced) : null
		};
	};
}

/** Invoices of a customer that a formal notice which left asks for. */
export async function formallyAsked(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<ReadonlySet<string>> {
	const rows = await formalNotices(unit, [customerId]);
	const returns = await returnsOf(
		unit,
		rows.map(({ noticeId }) => noticeId)
	);
	const left = rows.filter((row) => hasLeft(formalNotice(row, returns.has(row.noticeId))));
	return new Set(left.flatMap((row) => [...asksFor(row, row)]));
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
				or(ne(notice.status, 'cancelled'), sql`${notice.reasons} ? ${SKIPPED}`),
				inArray(notice.channel, WRITTEN),
				sql`coalesce(${notice.tone}, ${step.definition}->>'tone') = 'formal' and not ${legalStep}`
			)
		)
		.orderBy(asc(notice.plannedAt), asc(notice.id));

type Row = Awaited<ReturnType<typeof formalNotices>>[number];

/** The invoice it leads to, and those it asks for beside it; nothing of another customer. */
function asksFor(row: Row, { customerId }: HandOver): ReadonlySet<string> {
	if (row.customerId !== customerId) return new Set();
	const items = row.content ? (fromJson<NoticeContent>(row.content).items ?? []) : [];
	const asked = items.filter(
		({ state, collectibleMinor }) => state === 'overdue' && collectibleMinor > 0n
	);
	return new Set([row.leaderInvoiceId, ...asked.map(({ invoiceId }) => invoiceId)]);
}

const formalNotice = (row: Row, isReturned: boolean): FormalNotice => ({
	noticeId: row.noticeId,
	state: isReturned ? 'returned' : stateOf(row),
	on: row.postedOn ?? row.on,
	trackingNumber: row.trackingNumber,
	...(row.status === 'cancelled' && { skipped: skippedIn(row) })
});

function skippedIn({ content }: Row): NonNullable<FormalNotice['skipped']> {
	const { by = '', note: reason = '' } = (content ?? {}) as Pick<NoticeContent, 'by' | 'note'>;
	return { by, reason };
}

function stateOf({ status, postedOn }: Row): FormalState {
	if (status === 'cancelled') return 'skipped';
	if (postedOn) return 'posted';
	if (status === 'sent' || status === 'unknown') return status === 'sent' ? 'sent' : 'uncertain';
	return status === 'to_confirm' || status === 'planned' ? 'waiting' : 'not_posted';
}
