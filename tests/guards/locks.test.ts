import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, sourcesUnder, visit } from './source';

const SERVER = 'src/lib/server/';

/** Where each kind of row is locked, in the order in which whoever locks several kinds takes them. */
const IN_ORDER = [
	'inbound/settle-mail.ts',
	'delivery/lock-deliveries.ts',
	'dunning/letters/letter-rows.ts',
	'dunning/letters/make-print-file.ts',
	'dunning/letters/post-letters.ts',
	'dunning/lock-notices.ts',
	'disputes/lock-dispute.ts',
	'credits/lock-requests.ts',
	'invoices/lock-invoices.ts',
	'payments/credit-sources.ts',
	'payments/issue-credit-note.ts',
	'promises/lock-promise.ts',
	'customers/contact-input.ts'
];
/** Rows of settings, and files that arrived long ago: locked together with nothing else of the list. */
const ALONE = [
	'disputes/keep-promised-days.ts',
	'attachments/sweep-uploads.ts',
	'dunning/assign-scenario.ts',
	'dunning/scenario-versions.ts',
	'instance/pulse.ts',
	'intake/queries.ts',
	'settings/lock-reasons.ts',
	'settings/teams/lock-teams.ts',
	'settings/users/user-queries.ts',
	'sources/declare-source.ts',
	'templates/queries.ts'
];

/** Held with whatever else is: against its archiving, which waits for nothing that holds it. */
const SHARED = ['settings/teams/hold-team.ts'];

const ADVICE = 'lock it through the helper of its kind: docs/decisions/lock-order.md';

test('rows are locked where their kind is locked, and nowhere else', () => {
	const found = sourcesUnder(SERVER).filter((file) => locks(file));
	const known = [...IN_ORDER, ...ALONE, ...SHARED].map((file) => SERVER + file);
	const elsewhere = found.filter((file) => !known.includes(file));
	expect(elsewhere.map((file) => `${file}: ${ADVICE}`)).toEqual([]);
	expect(known.filter((file) => !found.includes(file))).toEqual([]);
});

test('what others refer to is held so that they may still be written', () => {
	const strict = IN_ORDER.filter((file) => modesIn(SERVER + file).some((mode) => mode !== 'HELD'));
	expect(strict).toEqual([]);
	expect(SHARED.flatMap((file) => modesIn(SERVER + file))).toEqual(["'share'"]);
});

const locks = (file: string): boolean => modesIn(file).length > 0;

/** The first argument of every `.for(…)` of a query, and `raw` for every query that says it in SQL. */
function modesIn(file: string): string[] {
	const modes: string[] = [];
	visit(parse(file), (node) => {
		if (isLock(node)) modes.push(node.arguments[0]!.getText());
		if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node))
			if (/\bfor (no key )?update\b|\bfor (key )?share\b/.test(node.text)) modes.push('raw');
	});
	return modes;
}

const isLock = (node: ts.Node): node is ts.CallExpression =>
	ts.isCallExpression(node) &&
	ts.isPropertyAccessExpression(node.expression) &&
	node.expression.name.text === 'for' &&
	node.expression.expression.getText() !== 'Symbol' &&
	node.arguments.length > 0;
