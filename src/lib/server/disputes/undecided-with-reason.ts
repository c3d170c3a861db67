import { and, count, eq, inArray } from 'drizzle-orm';
import { UNDECIDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';

/** Cases that a reason holds as it says today: a decided one holds no more than its amounts. */
export async function undecidedWithReason(
	unit: Unit<InsideScope>,
	reasonId: string
): Promise<number> {
	const [row] = await unit.tx
		.select({ found: count() })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.reasonId, reasonId),
				inArray(dispute.status, UNDECIDED_STATUSES)
			)
		);
	return row?.found ?? 0;
}
