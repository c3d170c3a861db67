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

/**
 * After a word that a table follows, after a comma behind such a word, or before a column;
 * `reason->>'code'` is none of them.
 */
export function tablesNamed(written: string, tables: readonly string[]): string[] {
	const listed = new Set(tablesListed(written));
	return tables.filter(
		(table) =>
			listed.has(table) ||
			new RegExp(
				`\\b(from|join|update|into|using|only|table)\\s+"?${table}\\b(?!\\s*\\()|(?<![.\\w])"?${table}"?\\.["\\w*]`,
				'i'
			).test(written)
	);
}

const LIST = /(?<!\bdistinct\s+)\b(?:from|using|truncate|table)\b/gi;

/** `from a, lateral (…) b, only "c" as x join d on …` → a, c. */
const tablesListed = (written: string): string[] =>
	[...written.matchAll(LIST)]
		.flatMap(({ index, 0: word }) => listAfter(written.slice(index + word.length)))
		.flatMap(
			(item) => /^\s*(?:only\s+)?"?(\w+)"?(?!\w|\s*\()/i.exec(item)?.[1]?.toLowerCase() ?? []
		);

const END =
	/^\b(?:where|group|order|having|limit|offset|union|except|intersect|returning|for|set|window|select)\b/i;

/** What stands between the commas, brackets left closed, up to the next clause. */
function listAfter(rest: string): string[] {
	const items = [''];
	let depth = 0;
	for (let at = 0; at < rest.length; at++) {
		const letter = rest[at]!;
		if (letter === '(') depth++;
		if (letter === ')') depth--;
		const startsWord = at === 0 || /\W/.test(rest[at - 1]!);
		if (depth < 0 || letter === ';' || (depth === 0 && startsWord && END.test(rest.slice(at))))
			break;
		if (depth === 0 && letter === ',') items.push('');
		else items[items.length - 1] += letter;
	}
	return items;
}

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
