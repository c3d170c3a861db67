import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { customerChange, decision } from '../db/schema/runs';

/**
 * Whoever changed since a run looked, and whoever a step waits for: its hour may come. In the order
 * of their ids, `after` one of them.
 */
export async function customersToLookAt(
	unit: Unit<SystemScope>,
	runId: string,
	{ after, limit }: { after?: string | undefined; limit: number }
): Promise<string[]> {
	const rows = await changed(unit, after)
		.union(waiting(unit, runId, after))
		.orderBy(asc(sql`1`))
		.limit(limit);
	return rows.map(({ customerId }) => customerId);
}

const changed = (unit: Unit<SystemScope>, after?: string) =>
	unit.tx
		.select({ customerId: customerChange.customerId })
		.from(customerChange)
		.where(
			and(
				eq(customerChange.organisationId, unit.scope.organisationId),
				after ? gt(customerChange.customerId, after) : undefined
			)
		);

const waiting = (unit: Unit<SystemScope>, runId: string, after?: string) =>
	unit.tx
		.select({ customerId: decision.customerId })
		.from(decision)
		.where(
			and(
				eq(decision.organisationId, unit.scope.organisationId),
				eq(decision.runId, runId),
				eq(decision.outcome, 'nothing'),
				isNotNull(decision.stepKey),
				after ? gt(decision.customerId, after) : undefined
			)
		);

/**
 * The notes about these customers, as the text of an array. Before the facts are read: what commits
 * later leaves a note of its own, and is looked at again.
 */
export async function changesAbout(
	unit: Unit<SystemScope>,
	customerIds: readonly string[]
): Promise<string> {
	const [row] = await unit.tx
		.select({ ids: sql<string | null>`array_agg(${customerChange.id})::text` })
		.from(customerChange)
		.where(
			and(
				eq(customerChange.organisationId, unit.scope.organisationId),
				oneOf(customerChange.customerId, customerIds)
			)
		);
	return row?.ids ?? NO_CHANGES;
}

const NO_CHANGES = '{}';

/** With what was decided after they were read: what is undone leaves its notes where they were. */
export async function forgetChanges(unit: Unit<SystemScope>, ids: string): Promise<void> {
	if (ids === NO_CHANGES) return;
	await unit.tx
		.delete(customerChange)
		.where(
			and(
				eq(customerChange.organisationId, unit.scope.organisationId),
				sql`${customerChange.id} = any(${ids}::uuid[])`
			)
		);
}
