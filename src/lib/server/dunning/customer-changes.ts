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
 * Before the facts are read, in the same transaction: what commits later leaves a note of its own,
 * what is undone leaves its notes where they were.
 */
export async function takeChanges(
	unit: Unit<SystemScope>,
	customerIds: readonly string[]
): Promise<void> {
	await unit.tx
		.delete(customerChange)
		.where(
			and(
				eq(customerChange.organisationId, unit.scope.organisationId),
				oneOf(customerChange.customerId, customerIds)
			)
		);
}
