import { sourcesUnder, textOf } from '../guards/source';

export interface CodeColumn {
	table: string;
	column: string;
}

const TABLE = /pgTable\(\s*'(\w+)'/;
/** A text of which the schema says what may stand in it: `text('stage').$type<Stage>()`, or an enum. */
const TYPED =
	/text\(\s*'(\w+)'\s*(?:,\s*\{[^}]*\benum\b[^}]*\})?\)(?:\s*\.(?!\$type)\w+\([^()]*\))*\s*\.\$type</;
const ENUM = /text\(\s*'(\w+)'\s*,\s*\{[^}]*\benum\b/;

/** Columns that hold a code of the program, not words of somebody. */
export const codeColumnsIn = (schema: string): CodeColumn[] => {
	const each = new RegExp(`${TABLE.source}|${TYPED.source}|${ENUM.source}`, 'g');
	let table = '';
	return [...schema.matchAll(each)].flatMap(([, named, typed, listed]) => {
		if (named) table = named;
		const column = typed ?? listed;
		return column ? [{ table, column }] : [];
	});
};

export const codeColumns = (): CodeColumn[] =>
	sourcesUnder('src/lib/server/db/schema').flatMap((file) => codeColumnsIn(textOf(file)));
