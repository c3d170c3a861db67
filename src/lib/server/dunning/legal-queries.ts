import { and, desc, eq, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';
import { openInvoicesOf } from '../invoices/dunning-facts';
import { fromJson } from './decision-json';
import type { NoticeContent } from './notice-content';
import { legalStep, ofStep } from './notice-queries';

export interface LegalStage {
	noticeId: string;
	/** When a person said that the file was handed over. */
	at: Date | null;
	by: string;
	note: string;
	/** The invoice that led there. */
	invoiceNumber: string;
}

/** The hand-overs in force, the latest first: those whose invoice is still unpaid. */
export async function legalStagesOf(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<LegalStage[]> {
	const open = await openInvoicesOf(unit, customerId);
	const rows = await handedOver(
		unit,
		customerId,
		open.map(({ invoiceId }) => invoiceId)
	);
	return rows.map(({ id, closedAt, content, leaderInvoiceId }) => {
		const { by = '', note = '' } = content ? fromJson<NoticeContent>(content) : {};
		const leader = open.find(({ invoiceId }) => invoiceId === leaderInvoiceId)!;
		return { noticeId: id, at: closedAt, by, note, invoiceNumber: leader.number };
	});
}

const handedOver = (
	unit: Unit<InsideScope>,
	customerId: string,
	openInvoiceIds: readonly string[]
) =>
	unit.tx
		.select({
			id: notice.id,
			closedAt: notice.closedAt,
			content: notice.content,
			leaderInvoiceId: notice.leaderInvoiceId
		})
		.from(notice)
		.innerJoin(step, ofStep)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				eq(notice.customerId, customerId),
				eq(notice.status, 'done'),
				inArray(notice.leaderInvoiceId, [...openInvoiceIds]),
				legalStep
			)
		)
		.orderBy(desc(notice.closedAt), desc(notice.id));
