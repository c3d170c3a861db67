import { and, eq, inArray } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';

/** The facts no longer call for it. It may be planned again when they do; what may have arrived never is. */
export async function cancelNotice(
	unit: Unit<InsideScope>,
	{ id, customerId }: { id: string; customerId: string },
	reasons: string[]
): Promise<void> {
	const closed = await unit.tx
		.update(notice)
		.set({ status: 'cancelled', reasons, closedAt: unit.now, closedOn: unit.today })
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				eq(notice.id, id),
				inArray(notice.status, ['planned', 'to_confirm', 'failed'])
			)
		)
		.returning({ id: notice.id });
	if (closed.length)
		await record(unit, 'notice.cancelled', { kind: 'notice', id, customerId }, { reasons });
}
