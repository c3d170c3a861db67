import { and, gte, lt, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** From one instant up to, but not including, another; null: without a beginning, without an end. */
export interface Period {
	from: Date | null;
	until: Date | null;
}

export const within = (column: AnyPgColumn | SQL, { from, until }: Period): SQL | undefined =>
	and(from ? gte(column, from) : undefined, until ? lt(column, until) : undefined);
