import { and, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';

/** By decision: who took it, and who looks after its case. */
export async function decidersOf(unit: Unit<InsideScope>, resolutionIds: readonly string[]) {
	const { organisationId } = unit.scope;
	const rows = await unit.tx
		.select({
			id: resolution.id,
			decidedById: resolution.decidedById,
			collectorId: dispute.collectorId
		})
		.from(resolution)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, organisationId), eq(dispute.id, resolution.disputeId))
		)
		.where(and(eq(resolution.organisationId, organisationId), oneOf(resolution.id, resolutionIds)));
	return new Map(rows.map(({ id, ...people }) => [id, people]));
}
