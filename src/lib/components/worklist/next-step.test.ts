import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { placeOf, type RowAbout } from '$lib/domain/worklist/next-step';
import { WORK_KINDS, type WorkKind } from '$lib/domain/worklist/order';
import { LANGUAGES } from '$lib/domain/language';
import { say } from '$lib/i18n/words';

const ABOUT = {
	...{ reference: 'LIT-2026-000001', code: 'A 1', noticeId: 'notice' },
	...{ mailId: 'mail', creditId: 'credit' }
} satisfies RowAbout;

/** Written out, so that a kind that is added has to be thought about here too. */
const LEADS_TO: Record<WorkKind, string> = {
	case: 'disputes/[reference]',
	promise: 'customers/[code]',
	promise_decide: 'customers/[code]',
	promise_lapsed: 'customers/[code]',
	approval: 'disputes/[reference]',
	asked: 'disputes/[reference]',
	advice: 'disputes/[reference]',
	anew: 'disputes/[reference]',
	silent: 'disputes/[reference]',
	unreached: 'disputes/[reference]',
	reply: 'disputes/[reference]',
	signature: 'disputes/[reference]',
	credit: 'credits',
	todo: 'disputes/[reference]',
	todo_late: 'disputes/[reference]',
	claim: 'disputes/[reference]',
	mail_reply: 'inbound/[id]',
	mail: 'inbound/[id]',
	question: 'disputes/[reference]',
	wrong_person: 'disputes/[reference]',
	low_score: 'disputes/[reference]',
	task: 'dunning/notices/[id]',
	account: 'customers/[code]',
	decide: 'disputes/[reference]',
	assign: 'disputes/[reference]',
	close: 'disputes/[reference]',
	not_booked: 'disputes/[reference]',
	alert: 'dunning/notices/[id]'
};
const ROUTES = path.resolve(import.meta.dirname, '../../../routes/(desk)');

test('the table is about every kind of row there is', () => {
	expect(Object.keys(LEADS_TO).sort()).toEqual([...WORK_KINDS].sort());
});

test.each(WORK_KINDS)('a row of kind %s leads to a page there is', (kind) => {
	const route = LEADS_TO[kind];
	const pattern = route.replace(/\[\w+\]/g, '[^/]+');
	expect(placeOf(kind, ABOUT).replace(/[?#].*$/, '')).toMatch(new RegExp(`^/${pattern}$`));
	expect(fs.existsSync(path.join(ROUTES, route, '+page.svelte'))).toBe(true);
});

test.each(WORK_KINDS)('a row of kind %s says its next step in every language', (kind) => {
	const key = `worklist_act_${kind}`;
	// The step of an alert is said by what stands in the way.
	const said = LANGUAGES.map((language) => say(kind === 'alert' ? ALERT : key, {}, language));
	for (const words of said) expect(words).not.toMatch(/^$|^worklist_|^dunning_/);
	expect(new Set(said).size).toBe(LANGUAGES.length);
});
const ALERT = 'dunning_alert_task_no_contact';

test('what is about no case leads to its customer; what names nothing at all leads nowhere', () => {
	for (const kind of ['claim', 'question', 'wrong_person', 'low_score', 'not_booked'] as const)
		expect(placeOf(kind, { code: 'A 1', reference: null })).toBe('/customers/A%201');
	expect(placeOf('alert', { code: 'A 1', noticeId: null })).toBe('/customers/A%201');
	for (const kind of WORK_KINDS) expect(() => placeOf(kind, {}), kind).toThrow();
});
