import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';

/**
 * `inArray` for thousands of ids: one parameter instead of one each. Behind a `select`, so that the
 * planner does not weigh them one by one: that took as long as finding the rows.
 */
export const oneOf = (column: SQLWrapper, ids: readonly string[]): SQL =>
	sql`${column} = any((select ${textOf(ids)}::uuid[])::uuid[])`;

/** Of a table that holds little about few of them: each of its rows is looked for in the ids at once, not compared with all. */
export const among = (column: SQLWrapper, ids: readonly string[]): SQL =>
	sql`${column} in (select unnest(${textOf(ids)}::uuid[]))`;

/** The same ids are asked about in a dozen queries: their text is written once. */
const texts = new WeakMap<readonly string[], string>();

function textOf(ids: readonly string[]): string {
	const known = texts.get(ids);
	if (known !== undefined) return known;
	const text = `{${ids.join(',')}}`;
	texts.set(ids, text);
	return text;
}
