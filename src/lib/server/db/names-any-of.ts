import { sql, type AnyColumn, type SQL } from 'drizzle-orm';

/** Whether one of these stands in it as a word of its own: Ana is none of "analyse". */
export const namesAnyOf = (column: AnyColumn, words: readonly string[]): SQL =>
	sql`${column} ~* any(${sql.param(words.flatMap(wholeWord))}::text[])`;

const wholeWord = (words: string): string[] => {
	const escaped = words.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	return escaped ? [`(?<![[:alnum:]])${escaped}(?![[:alnum:]])`] : [];
};
