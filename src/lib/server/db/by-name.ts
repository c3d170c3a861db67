import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * As people read a list, É beside E, whatever order the database was made with. Lists sorted in memory
 * say the same with localeCompare.
 */
export const byName = (name: PgColumn | SQL.Aliased<string>): SQL =>
	sql`${name} collate "und-x-icu"`;
