import { and, eq, exists, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { defaultOfficerIs } from '../settings/officers';
import { namedCustomers } from './queries';

/** In a query of `namedCustomers`: whoever looks was named for the account, or looks after all nobody was named for. */
export function lookedAfter(unit: Unit<DeskScope>): SQL | undefined {
	const { id } = unit.scope.user;
	const { collectorId } = namedCustomers(unit);
	return or(eq(collectorId, id), and(isNull(collectorId), exists(defaultOfficerIs(unit, id))));
}

/** Of these customers, those he looks after. */
export async function codesLookedAfter(
	unit: Unit<DeskScope>,
	codes: readonly string[]
): Promise<Set<string>> {
	if (codes.length === 0) return new Set();
	const named = namedCustomers(unit);
	const rows = await unit.tx
		.select({ code: named.code })
		.from(named)
		.where(and(inArray(named.code, [...new Set(codes)]), lookedAfter(unit)));
	return new Set(rows.map(({ code }) => code));
}
