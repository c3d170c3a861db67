import { sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';

/** Whoever changes the fields or fills them in, one after the other: each looks at what the other wrote. */
export async function takeFieldsTurn({ tx, scope }: Unit<InsideScope>): Promise<void> {
	const key = `custom-fields:${scope.organisationId}`;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}
