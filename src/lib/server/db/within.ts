import { and, sql, type SQL, type SQLWrapper } from 'drizzle-orm';

/** From one instant up to, but not including, another; null: without a beginning, without an end. */
export interface Period {
	from: Date | null;
	until: Date | null;
}

export const within = (instant: SQLWrapper, { from, until }: Period): SQL | undefined =>
	and(
		from ? sql`${instant} >= ${from.toISOString()}::timestamptz` : undefined,
		until ? sql`${instant} < ${until.toISOString()}::timestamptz` : undefined
	);
