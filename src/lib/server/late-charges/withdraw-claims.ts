import { and, asc, eq } from 'drizzle-orm';
import { voidedIds } from '$lib/domain/late-charges/standing';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lateCharge } from '../db/schema/late-charges';
import { withdrawCharge } from './withdraw-charge';

/** What a notice claimed becomes void with it; what somebody voided before stays as it was. */
export async function withdrawClaimsOf(
	unit: Unit<InsideScope>,
	noticeId: string,
	reason: string
): Promise<void> {
	const rows = await unit.tx
		.select()
		.from(lateCharge)
		.where(
			and(
				eq(lateCharge.organisationId, unit.scope.organisationId),
				eq(lateCharge.noticeId, noticeId)
			)
		)
		.orderBy(asc(lateCharge.at), asc(lateCharge.id));
	const withdrawn = voidedIds(rows);
	for (const { id, decision } of rows)
		if (decision === 'claimed' && !withdrawn.has(id)) await withdrawCharge(unit, id, reason);
}
