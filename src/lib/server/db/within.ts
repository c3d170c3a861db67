import { and, gte, lt, type SQL, type SQLWrapper } from 'drizzle-orm';

/** From one instant up to, but not including, another; null: without a beginning, without an end. */
export interface Period {
	from: Date | null;
	until: Date | null;
}

export const within = (column: SQLWrapper, { from, until }: Period): SQL | undefined =>
	and(
		from ? gte(column, from.toISOString()) : undefined,
		until ? lt(column, until.toISOString()) : undefined
	);
