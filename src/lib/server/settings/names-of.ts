import { and, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { user } from '../db/schema/users';

/** Names of colleagues by id, those who left included. */
export async function namesOf(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await unit.tx
		.select({ id: user.id, name: user.name })
		.from(user)
		.where(and(eq(user.organisationId, unit.scope.organisationId), oneOf(user.id, ids)));
	return new Map(rows.map(({ id, name }) => [id, name]));
}
