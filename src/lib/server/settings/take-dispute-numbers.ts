import { eq, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';

/** Moves the organisation's counter of cases on by `count`; the first of the numbers taken, and what stands before it. */
export async function takeDisputeNumbers(
	unit: Unit<Scope>,
	count: number
): Promise<{ first: number; prefix: string }> {
	const [row] = await unit.tx
		.update(organisation)
		.set({ disputeSequence: sql`${organisation.disputeSequence} + ${count}` })
		.where(eq(organisation.id, unit.scope.organisationId))
		.returning({ last: organisation.disputeSequence, prefix: organisation.referencePrefix });
	if (!row) throw new AppError('not_found');
	return { first: row.last - count + 1, prefix: row.prefix };
}
