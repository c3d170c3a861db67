import { sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';

/**
 * Whoever counts on a provider and whoever takes it away, one after the other: each looks at what the
 * other wrote. Taken before anything is locked.
 */
export async function takeMeansTurn({ tx, scope }: Unit<InsideScope>): Promise<void> {
	const key = `dunning-means:${scope.organisationId}`;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}
