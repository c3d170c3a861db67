import type { ActionFailure, Redirect, RequestEvent } from '@sveltejs/kit';
import { beforeEach, describe, expect, test } from 'vitest';
import { LANGUAGES } from '$lib/domain/language';
import { setClock } from '$lib/server/clock';
import { actions } from '../../../src/routes/(desk)/dunning/templates/[key]/+page.server';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { deliveriesIn } from '../dunning/world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

async function editor() {
	const inside = await buildOrganisation();
	const scope = deskScopeOf(await buildUser(inside, { role: 'collector' }), inside);
	const { templates } = callerFor(scope).desk;
	const { key } = await templates.create({ name: 'Export' });
	const press = (
		action: keyof typeof actions,
		fields: Record<string, string>,
		tone = 'neutral'
	) => {
		const body = new FormData();
		for (const [name, value] of Object.entries(fields)) body.append(name, value);
		const url = new URL(`http://localhost/dunning/templates/${key}?/${action}&tone=${tone}`);
		return actions[action]({
			request: new Request(url, { method: 'POST', body }),
			url,
			params: { key },
			locals: { scope, requestId: 'test' }
		} as unknown as RequestEvent<{ key: string }>);
	};
	/** What the browser sends: every field of the tone, as it stands. */
	const fields = async (typed: Record<string, string>, tone: 'neutral' | 'firm' = 'neutral') => {
		const { content, seen } = await templates.page({ key, tone });
		const stands = Object.fromEntries(
			LANGUAGES.flatMap((language) =>
				(['subject', 'body', 'closing'] as const).map((part) => [
					`${language}-${part}`,
					content[language]?.[tone]?.[part] ?? ''
				])
			)
		);
		return { ...stands, seen, ...typed };
	};
	return { inside, key, templates, press, fields };
}

/** Where the browser is sent. */
const goneTo = async (work: Promise<unknown>): Promise<string> => {
	const thrown: unknown = await work.then(
		(answer) => {
			throw new Error(`stayed: ${JSON.stringify(answer)}`);
		},
		(redirected: unknown) => redirected
	);
	return (thrown as Redirect).location;
};
const refusedIn = (answer: unknown) =>
	(
		answer as ActionFailure<{
			refusal: { code: string; field: string; details: object };
			values: object;
		}>
	).data;

describe('what was typed in the editor of a template', () => {
	test('is kept when another tone, language, look or customer is asked for', async () => {
		const { key, templates, press, fields } = await editor();
		const typed = await fields({
			'fr-subject': 'Tapé',
			'en-body': 'Typed\r\ntoo',
			customer: 'C-1'
		});
		const to = { to: '?tone=firm&as=mobile&in=en#preview' };
		const address = await goneTo(press('look', { ...typed, ...to }));
		expect(address).toBe(
			`/dunning/templates/${key}?tone=firm&customer=C-1&as=mobile&in=en#preview`
		);
		const { content } = await templates.page({ key });
		expect(content.fr?.neutral?.subject).toBe('Tapé');
		expect(content.en?.neutral?.body).toBe('Typed\ntoo');
	});

	test('goes nowhere else than to the editor', async () => {
		const { key, press, fields } = await editor();
		const address = await goneTo(
			press('look', await fields({ to: 'https://evil.example/?tone=x#a"b' }))
		);
		expect(address).toMatch(new RegExp(`^/dunning/templates/${key}\\?tone=neutral&[^#"]*$`));
	});

	test('stays in the form when somebody else saved meanwhile; what was not touched takes nothing back', async () => {
		const { key, templates, press, fields } = await editor();
		const [mine, untouched] = [await fields({ 'fr-subject': 'Le mien' }), await fields({})];
		const words = { subject: 'Le sien', body: 'x', closing: '' };
		await templates.save({ key, fr: words, en: words });
		const refused = refusedIn(await press('look', { ...mine, to: '?tone=firm' }));
		expect(refused).toMatchObject({
			refusal: { code: 'conflict', field: 'seen' },
			values: { fr: { subject: 'Le mien' } }
		});
		expect(await goneTo(press('look', { ...untouched, to: '?tone=firm' }))).toContain('tone=firm');
		expect((await templates.page({ key })).content.fr?.neutral?.subject).toBe('Le sien');
	});

	test('is kept when the template is set aside', async () => {
		const { key, templates, press, fields } = await editor();
		await goneTo(press('archive', await fields({ 'fr-subject': 'Tapé', archived: 'yes' })));
		expect(await templates.page({ key })).toMatchObject({
			archived: true,
			content: { fr: { neutral: { subject: 'Tapé' } } }
		});
	});
});

describe('a trial', () => {
	test.each([
		['a tag nobody knows', { 'fr-body': 'Bonjour #clien' }, { code: 'tag_unknown', field: 'body' }],
		['no subject', { 'fr-subject': ' ' }, { code: 'required', field: 'subject' }],
		['no text', { 'fr-body': '' }, { code: 'required', field: 'body' }]
	])('is not sent with %s, and says where', async (_, typed, refusal) => {
		const { inside, press, fields } = await editor();
		const refused = refusedIn(await press('trial', await fields(typed)));
		expect(refused.refusal).toMatchObject(refusal);
		expect(refused.refusal.details).toMatchObject({ language: 'fr', tone: 'neutral' });
		expect(refused.values).toMatchObject({ fr: { subject: expect.any(String) } });
		expect(await deliveriesIn(inside)).toEqual([]);
	});

	test('names the tag', async () => {
		const { press, fields } = await editor();
		const refused = refusedIn(await press('trial', await fields({ 'fr-closing': '#bidule' })));
		expect(refused.refusal).toMatchObject({ field: 'closing', details: { tag: 'bidule' } });
	});

	test('of a tone without words looks at those of the neutral tone', async () => {
		const { press, fields } = await editor();
		await goneTo(press('save', await fields({ 'fr-body': 'Bonjour #clien' })));
		const blank = await fields({}, 'firm');
		const refused = refusedIn(await press('trial', blank, 'firm'));
		expect(refused.refusal).toMatchObject({ code: 'tag_unknown', details: { tone: 'neutral' } });
	});
});
