import { eq, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Scope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';

/**
 * References for many cases, taken in a moment of their own: the counter is free again at once, while
 * the transaction that opens the cases goes on. Rolled back, they are a gap, never given twice.
 */
export const takeReferences = async (scope: Scope, count: number): Promise<string[]> =>
	count === 0 ? [] : unitOfWork(scope, (unit) => referencesFrom(unit, count));

/** LIT-2026-000123: the next numbers of the organisation. */
export async function referencesFrom(unit: Unit<Scope>, count: number): Promise<string[]> {
	const [row] = await unit.tx
		.update(organisation)
		.set({ disputeSequence: sql`${organisation.disputeSequence} + ${count}` })
		.where(eq(organisation.id, unit.scope.organisationId))
		.returning({ last: organisation.disputeSequence });
	if (!row) throw new AppError('not_found');
	return Array.from({ length: count }, (_, index) => {
		const number = row.last - count + 1 + index;
		return `LIT-${unit.today.slice(0, 4)}-${String(number).padStart(6, '0')}`;
	});
}
