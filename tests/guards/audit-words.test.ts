import ts from 'typescript';
import { expect, test } from 'vitest';
import { AUDIT_KINDS } from '$lib/domain/audit/kinds';
import { auditWords } from '$lib/i18n/audit-words';
import { RUN_ORDERS } from '$lib/domain/dunning/run-state';
import { FATES } from '$lib/domain/inbound/fate';
import { DEEDS } from '$lib/server/dunning/run-deeds';
import { LANGUAGES } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { parse, sourcesUnder, textOf, visit } from './source';

/** Whatever is written down is read by people: in the trail of a case, the journal, a pack of proof. */
test('every action has words in every language', () => {
	const actions = [...writtenActions(), ...MADE_ACTIONS];
	expect(actions.length).toBeGreaterThan(100);
	for (const language of LANGUAGES)
		expect(
			actions.filter((action) => auditWords(action, language).startsWith('desk_audit_'))
		).toEqual([]);
});

test('everything that something is done to has a name in every language', () => {
	for (const language of LANGUAGES)
		expect(
			AUDIT_KINDS.filter((kind) => say(`journal_kind_${kind}`, {}, language).startsWith('journal_'))
		).toEqual([]);
});

/** Those whose code is put together where they are recorded. */
const MADE_ACTIONS = [
	...['sent', 'failed', 'unknown', 'cancelled'].map((status) => `delivery.${status}`),
	...['delivered', 'bounced', 'refused', 'taken_back'].map((kind) => `delivery.${kind}`),
	...['approved', 'refused'].map((verdict) => `promise.${verdict}`),
	...['answers', 'continued'].map((outcome) => `known_answer.${outcome}`),
	...['claimed', 'waived'].map((decision) => `late_charge.${decision}`),
	...[...FATES, 'attached', 'disputed', 'done'].map((deed) => `mail.${deed}`),
	...RUN_ORDERS.map((order) => `run.${order}`),
	...DEEDS.map((deed) => `notice.${deed}`)
];

/** Those whose code is written out where it is recorded. */
function writtenActions(): Set<string> {
	const found = new Set<string>();
	for (const file of sourcesUnder('src/lib/server'))
		if (/\brecord(All)?\b/.test(textOf(file)))
			visit(parse(file), (node) => {
				for (const code of codesIn(node)) found.add(code);
			});
	return found;
}

function codesIn(node: ts.Node): string[] {
	if (ts.isCallExpression(node) && node.expression.getText() === 'record' && node.arguments[1])
		return literalsIn(node.arguments[1]);
	if (ts.isPropertyAssignment(node) && node.name.getText() === 'action')
		return literalsIn(node.initializer);
	return [];
}

/** `a.b`, also as one of two of a condition. */
function literalsIn(part: ts.Node): string[] {
	const found: string[] = [];
	visit(part, (node) => {
		if (ts.isStringLiteral(node) && /^[a-z_]+(\.[a-z_]+)+$/.test(node.text)) found.push(node.text);
	});
	return found;
}
