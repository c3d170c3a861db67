import { referenceOf } from '$lib/domain/disputes/reference';
import type { Scope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { takeDisputeNumbers } from '../settings/take-dispute-numbers';

/**
 * References for many cases, taken in a moment of their own: the counter is free again at once, while
 * the transaction that opens the cases goes on. Rolled back, they are a gap, never given twice.
 */
export const takeReferences = async (scope: Scope, count: number): Promise<string[]> =>
	count === 0 ? [] : unitOfWork(scope, (unit) => referencesFrom(unit, count));

/** LIT-2026-000123: the next numbers of the organisation. */
export async function referencesFrom(unit: Unit<Scope>, count: number): Promise<string[]> {
	const { first, prefix } = await takeDisputeNumbers(unit, count);
	const year = unit.today.slice(0, 4);
	return Array.from({ length: count }, (_, index) => referenceOf(prefix, year, first + index));
}
