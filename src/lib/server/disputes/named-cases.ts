import { and, eq, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute } from '../db/schema/disputes';

/** The cases that are called so; a reference nobody has is left out. */
export async function idsByReference(
	unit: Unit<InsideScope>,
	references: readonly string[]
): Promise<string[]> {
	if (references.length === 0) return [];
	const rows = await unit.tx
		.select({ id: dispute.id })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				inArray(dispute.reference, [...new Set(references)])
			)
		);
	return rows.map(({ id }) => id);
}

/** The reference of each of these cases, by id. */
export async function referencesOf(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await unit.tx
		.select({ id: dispute.id, reference: dispute.reference })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				oneOf(dispute.id, [...new Set(ids)])
			)
		);
	return new Map(rows.map(({ id, reference }) => [id, reference]));
}
