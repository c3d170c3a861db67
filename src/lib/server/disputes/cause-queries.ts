import { and, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { rootCause } from '../db/schema/causes';

export type CauseRow = typeof rootCause.$inferSelect;

export async function causeOf(
	unit: Unit<InsideScope>,
	disputeId: string
): Promise<CauseRow | null> {
	const [row] = await unit.tx
		.select()
		.from(rootCause)
		.where(
			and(
				eq(rootCause.organisationId, unit.scope.organisationId),
				eq(rootCause.disputeId, disputeId)
			)
		);
	return row ?? null;
}
