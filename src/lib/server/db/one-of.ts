import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';

/** `inArray` for thousands of ids: one parameter instead of one each. */
export const oneOf = (column: SQLWrapper, ids: readonly string[]): SQL =>
	sql`${column} = any(${textOf(ids)}::uuid[])`;

/** The same ids are asked about in a dozen queries: their text is written once. */
const texts = new WeakMap<readonly string[], string>();

function textOf(ids: readonly string[]): string {
	const known = texts.get(ids);
	if (known !== undefined) return known;
	const text = `{${ids.join(',')}}`;
	texts.set(ids, text);
	return text;
}
