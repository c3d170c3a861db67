import { and, asc, eq } from 'drizzle-orm';
import { voidedIds } from '$lib/domain/late-charges/standing';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { lateCharge } from '../db/schema/late-charges';
import { lockInvoicesById } from '../invoices/lock-invoices';
import { withdrawCharge } from './withdraw-charge';

/** What a notice claimed becomes void with it; what somebody voided before stays as it was. */
export async function withdrawClaimsOf(
	unit: Unit<InsideScope>,
	noticeId: string,
	reason: string
): Promise<void> {
	await lockClaimedInvoices(unit, [noticeId]);
	const rows = await chargesOfNotices(unit, [noticeId]);
	const withdrawn = voidedIds(rows);
	for (const { id, decision } of rows)
		if (decision === 'claimed' && !withdrawn.has(id)) await withdrawCharge(unit, id, reason);
}

/** All the invoices on which these notices claimed something, in their order: before the first of them is written on. */
export async function lockClaimedInvoices(
	unit: Unit<InsideScope>,
	noticeIds: readonly string[]
): Promise<void> {
	const rows = await chargesOfNotices(unit, noticeIds);
	await lockInvoicesById(
		unit,
		rows.map(({ invoiceId }) => invoiceId)
	);
}

const chargesOfNotices = (unit: Unit<InsideScope>, noticeIds: readonly string[]) =>
	unit.tx
		.select()
		.from(lateCharge)
		.where(
			and(
				eq(lateCharge.organisationId, unit.scope.organisationId),
				oneOf(lateCharge.noticeId, noticeIds)
			)
		)
		.orderBy(asc(lateCharge.at), asc(lateCharge.id));
