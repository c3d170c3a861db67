import { and, desc, eq, inArray } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { call, notice, type NoticeStatus } from '../db/schema/notices';
import { lastOpenings } from '../disputes/last-openings';
import { fromJson } from './decision-json';
import type { NoticeContent } from './notice-content';

/** A call in which the customer said that he disagrees, and of which nobody said that it was settled. */
export interface Disagreement {
	noticeId: string;
	on: LocalDate;
	note: string;
	by: string;
	/** The invoices the call was about. */
	invoiceIds: readonly string[];
	/** Of the notice of the call. */
	status: NoticeStatus;
	/** A dispute was opened since, through whatever door. */
	isRecorded: boolean;
}

/** By customer, the last one first. Whatever became of the call since, what was said in it was said. */
export async function disagreementsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<(customerId: string) => readonly Disagreement[]> {
	if (customerIds.length === 0) return () => [];
	const rows = (await lastWords(unit, customerIds)).filter(({ outcome }) => outcome === 'disputes');
	if (rows.length === 0) return () => [];
	const opened = await lastOpenings(unit, customerIds);
	const isRecorded = ({ customerId, at }: Row): boolean => (opened.get(customerId) ?? NEVER) >= at;
	const byCustomer = groupBy(rows, ({ customerId }) => customerId);
	return (id) =>
		(byCustomer.get(id) ?? [])
			.toSorted((a, b) => b.at.getTime() - a.at.getTime())
			.map((row) => ({
				...{ noticeId: row.noticeId, note: row.note, by: row.by, status: row.status },
				on: localDateAt(row.at, unit.scope.timeZone),
				invoiceIds: invoicesIn(row),
				isRecorded: isRecorded(row)
			}));
}

const NEVER = new Date(0);

/** Those that nobody recorded yet. */
export async function openDisagreements(unit: Unit<InsideScope>, customerIds: readonly string[]) {
	const known = await disagreementsOf(unit, customerIds);
	return (customerId: string): readonly Disagreement[] =>
		known(customerId).filter(({ isRecorded }) => !isRecorded);
}

type Row = Awaited<ReturnType<typeof lastWords>>[number];

const lastWords = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.selectDistinctOn([call.noticeId], {
			noticeId: call.noticeId,
			customerId: notice.customerId,
			outcome: call.outcome,
			note: call.note,
			at: call.at,
			by: call.by,
			status: notice.status,
			leaderInvoiceId: notice.leaderInvoiceId,
			content: notice.content
		})
		.from(call)
		.innerJoin(
			notice,
			and(eq(notice.organisationId, call.organisationId), eq(notice.id, call.noticeId))
		)
		.where(
			and(
				eq(call.organisationId, unit.scope.organisationId),
				oneOf(notice.customerId, customerIds),
				inArray(call.outcome, ['disputes', 'settled'])
			)
		)
		.orderBy(call.noticeId, desc(call.at), desc(call.id));

function invoicesIn({ content, leaderInvoiceId }: Row): string[] {
	const items = content ? fromJson<NoticeContent>(content).items : [];
	return [...new Set([leaderInvoiceId, ...items.map(({ invoiceId }) => invoiceId)])];
}
