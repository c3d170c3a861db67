import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';

/** `inArray` for thousands of ids: one parameter instead of one each. */
export const oneOf = (column: SQLWrapper, ids: readonly string[]): SQL =>
	sql`${column} = any(${sql.param([...ids])}::uuid[])`;
