import ts from 'typescript';
import { parse, placeOf, visit } from './source';

/** Names of the tables that a schema file declares, as the database knows them. */
export function tablesIn(schemaFile: string): string[] {
	const names: string[] = [];
	visit(parse(schemaFile), (node) => {
		if (ts.isCallExpression(node) && node.expression.getText() === 'pgTable')
			names.push((node.arguments[0] as ts.StringLiteral).text);
	});
	return names;
}

export interface Named {
	table: string;
	/** `file:line` of the template. */
	place: string;
}

/** Tables that the hand-written SQL of a file calls by their names. */
export function tablesNamedIn(file: string, tables: readonly string[]): Named[] {
	const found: Named[] = [];
	visit(parse(file), (node) => {
		const written = sqlOf(node);
		if (written !== null)
			for (const table of tablesNamed(written, tables)) found.push({ table, place: placeOf(node) });
	});
	return found;
}

/** After a word that a table follows, or before a column; `reason->>'code'` is neither. */
export const tablesNamed = (written: string, tables: readonly string[]): string[] =>
	tables.filter((table) =>
		new RegExp(
			`\\b(from|join|update|into|using|only|table)\\s+"?${table}\\b(?!\\s*\\()|(?<![.\\w])"?${table}"?\\.["\\w*]`,
			'i'
		).test(written)
	);

/** The words of an `sql` template, without what is put into it, or of `sql.raw('…')`. */
function sqlOf(node: ts.Node): string | null {
	if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql')
		return wordsOf(node.template);
	if (ts.isCallExpression(node) && node.expression.getText() === 'sql.raw')
		return node.arguments[0]?.getText() ?? '';
	return null;
}

const wordsOf = (template: ts.TemplateLiteral): string =>
	ts.isNoSubstitutionTemplateLiteral(template)
		? template.text
		: [template.head, ...template.templateSpans.map(({ literal }) => literal)]
				.map(({ text }) => text)
				.join('?');
