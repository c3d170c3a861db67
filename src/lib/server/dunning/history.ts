import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import type { PastNotice } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/dunning';

/** Kept among the reasons of a notice that a person decided not to send. */
export const SKIPPED = 'skipped';

export interface HistoryNotice extends PastNotice {
	noticeId: string;
	customerId: string;
	status: NoticeStatus;
}

/** What was said, is being said or was refused by a person; never `except`, which are looked at again. */
export async function historyOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	except: readonly string[] = []
): Promise<HistoryNotice[]> {
	const rows = await unit.tx
		.select()
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				inArray(notice.customerId, [...customerIds]),
				except.length ? notInArray(notice.id, [...except]) : undefined
			)
		)
		.orderBy(asc(notice.plannedAt), asc(notice.id));
	return rows.filter(isHistory).map(remembered);
}

type Row = typeof notice.$inferSelect;

/** Cancelled by the facts: as if it had never been planned. Skipped by a person: settled. */
const isHistory = ({ status, reasons }: Row): boolean =>
	status !== 'cancelled' || reasons.includes(SKIPPED);

/** A mail that failed or a step that was skipped is not done again, but nobody was reached. */
const remembered = (row: Row): HistoryNotice => ({
	noticeId: row.id,
	customerId: row.customerId,
	status: row.status,
	stepKey: row.stepKey,
	leaderInvoiceId: row.leaderInvoiceId,
	on: row.closedOn ?? row.plannedOn,
	counts: row.status !== 'failed' && row.status !== 'cancelled'
});
