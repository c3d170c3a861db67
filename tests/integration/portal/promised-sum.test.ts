import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { render } from 'svelte/server';
import { beforeAll, expect, test } from 'vitest';
import PromisePage from '../../../src/routes/p/[token]/promise/+page.svelte';
import { actions } from '../../../src/routes/p/[token]/promise/+page.server';
import { useDatabase } from '../../support/database';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, LATE } from './debtor';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

/** The last of his invoices is not due yet. */
async function debtor(overdue: number) {
	const days = [...Array<string>(overdue).fill(LATE), '2026-03-20'];
	const { invoices, scope, portal } = await debtorOf(ours, days);
	const locals = { scope, language: 'fr', requestId: 'test' } as App.Locals;
	return { ids: invoices.map(({ id }) => id), locals, portal };
}
type Debtor = Awaited<ReturnType<typeof debtor>>;

/** The sums under the invoices, in the order of the page: a style sheet shows one of them. */
async function sumsOf({ portal }: Debtor, form: unknown = null) {
	const pledge = await portal.promises.form();
	const frame = await portal.customers.frame();
	const data = { ...frame, base: '/p/x', pledge, gone: 0, query: '', made: null };
	const { body } = render(PromisePage, { props: { data, form } as never });
	const sums = /id="sum".*?<\/p>/s.exec(body)?.[0] ?? '';
	return [...sums.matchAll(/<span class="(\w+)[^>]*>(.*?)<\/span/gs)].map(([, name, words]) =>
		`${name}: ${words}`.replaceAll(/\s+/g, ' ')
	);
}

const count = ({ ids, locals }: Debtor, ticked: readonly number[]) => {
	const body = new FormData();
	for (const place of ticked) body.append('invoice', ids[place]!);
	body.append('note', 'fin de mois');
	const request = new Request('http://localhost/p/x/promise', { method: 'POST', body });
	const cookies = { get: () => undefined } as unknown as Cookies;
	return actions.count!({ request, locals, cookies, params: { token: 'x' } } as RequestEvent<
		{ token: string },
		'/p/[token]/promise'
	>);
};

test('what the page opens with is added up, one or several', async () => {
	expect(await sumsOf(await debtor(1))).toEqual([
		'asked: La facture cochée : 1 000,00 €',
		'all: Les 2 factures cochées : 2 000,00 €',
		'listed: Les 2 factures de la liste, cochées ou non : 2 000,00 €'
	]);
	expect((await sumsOf(await debtor(2)))[0]).toBe('asked: Les 2 factures cochées : 2 000,00 €');
});

test('the server adds up what is ticked when asked to, keeps what was typed and promises nothing', async () => {
	const who = await debtor(2);
	const shown = await count(who, [0]);
	expect(shown).toMatchObject({ values: { invoices: [who.ids[0]], note: 'fin de mois' } });
	expect((await sumsOf(who, shown))[0]).toBe('asked: La facture cochée : 1 000,00 €');
	// All of them are said by the line of all, and nothing by none.
	for (const ticked of [[0, 1, 2], []])
		expect((await sumsOf(who, await count(who, ticked)))[0]).toMatch(/^all: /);
	expect((await who.portal.promises.form()).invoices).toHaveLength(3);
});
