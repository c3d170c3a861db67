import fs from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, placeOf, ROOT, sourcesUnder, visit } from './source';

/** Who may look at the machine's clock, and why. */
const MAY_LOOK: [RegExp, string][] = [
	[/^src\/lib\/server\/clock\.ts$/, 'it is the clock'],
	[/^src\/launch\//, 'runs before there is an application, and knows no business day'],
	[/^src\/lib\/components\/portal\/worker\//, 'lives in the browser of the customer'],
	[/^src\/lib\/components\/portal\/keep-offline\.ts$/, 'lives in the browser of the customer']
];

const ADVICE =
	'Ask `unit.now`, `unit.today` or $lib/server/clock: the business clock can be moved, the machine’s cannot.';

const files = sourcesUnder('src').filter((file) => !MAY_LOOK.some(([path]) => path.test(file)));

test('nobody asks the machine what time it is', () => {
	const found: string[] = [];
	for (const file of files)
		visit(parse(file), (node) => {
			if (looksAtTheMachine(node)) found.push(`${placeOf(node)} ${node.getText()}: ${ADVICE}`);
		});
	expect(found).toEqual([]);
});

test('nobody asks the database what time it is', () => {
	const found: string[] = [];
	for (const file of files.filter((name) => /^src\/(lib\/server|cli)\//.test(name)))
		visit(parse(file), (node) => {
			if (isText(node) && SQL_CLOCK.test(node.text) && !isPlainSentence(node.text))
				found.push(`${placeOf(node)}: ${ADVICE}`);
			if (ts.isPropertyAccessExpression(node) && node.name.text === 'defaultNow')
				found.push(`${placeOf(node)}: ${ADVICE}`);
		});
	expect(found).toEqual([]);
});

test('no migration writes the time of the database', () => {
	const migrations = fs.readdirSync(`${ROOT}/drizzle`).filter((name) => name.endsWith('.sql'));
	expect(migrations.length).toBeGreaterThan(0);
	expect(
		migrations.filter((name) => SQL_CLOCK.test(fs.readFileSync(`${ROOT}/drizzle/${name}`, 'utf8')))
	).toEqual([]);
});

const SQL_CLOCK =
	/\b(now\(\)|current_date|current_time(stamp)?|localtime(stamp)?|(clock|statement|transaction)_timestamp\(\))/i;

/** A comment for people, as in `'asks now() of the database'`, is no query. */
const isPlainSentence = (text: string): boolean =>
	!/\b(select|insert|update|delete|where|set|values|interval|default)\b|^\s*(now\(\)|current_)/i.test(
		text
	);

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
	ts.isStringLiteralLike(node) ||
	ts.isTemplateHead(node) ||
	ts.isTemplateMiddleOrTemplateTail(node);

function looksAtTheMachine(node: ts.Node): boolean {
	if (ts.isNewExpression(node))
		return node.expression.getText() === 'Date' && !node.arguments?.length;
	if (!ts.isCallExpression(node)) return false;
	return /^(Date\.now|Date|Temporal\.Now\..+|performance\.timeOrigin)$/.test(
		node.expression.getText()
	);
}
