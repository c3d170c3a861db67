import { and, asc, eq, inArray } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { approval } from '../db/schema/approvals';
import { resolution } from '../db/schema/resolutions';

/** By decision: the colleagues who signed it, level by level; none where it was one person's to take. */
export async function signedBy(
	unit: Unit<InsideScope>,
	resolutionIds: readonly string[]
): Promise<(resolutionId: string) => string[]> {
	const { organisationId } = unit.scope;
	const rows = await unit.tx
		.select({ id: resolution.id, name: approval.byName })
		.from(resolution)
		.innerJoin(
			approval,
			and(
				eq(approval.organisationId, organisationId),
				eq(approval.requestId, resolution.approvalRequestId),
				inArray(approval.act, ['approve', 'reduce'])
			)
		)
		.where(and(eq(resolution.organisationId, organisationId), oneOf(resolution.id, resolutionIds)))
		.orderBy(asc(approval.level));
	const byDecision = groupBy(rows, ({ id }) => id);
	return (id) => (byDecision.get(id) ?? []).map(({ name }) => name);
}
