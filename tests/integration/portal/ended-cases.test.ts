import { render } from 'svelte/server';
import { afterEach, beforeAll, expect, test } from 'vitest';
import CaseList from '$lib/components/portal/CaseList.svelte';
import type { SideExit } from '$lib/domain/disputes/lifecycle';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { closeDispute } from '$lib/server/disputes/close-dispute';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, type Debtor } from './debtor';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});
afterEach(() => setClock(TEST_INSTANT));

/** Opened on the third of March, closed on the fifth. */
async function closedAs(to: SideExit, duplicateOf?: (who: Debtor) => Promise<string>) {
	const who = await debtorOf(ours);
	const other = await duplicateOf?.(who);
	const { id } = await buildDispute(ours.inside, who.invoice, { claimedMinor: 20_000n });
	setClock(new Date('2026-03-05T09:00:00Z'));
	await unitOfWork(ours.desk.collector, (unit) =>
		closeDispute(unit, {
			...{ disputeId: id, to, note: 'Vu au téléphone.' },
			...(other && { duplicateOf: other })
		})
	);
	const { cases } = await who.portal.customers.account();
	const of = { base: '/p/x', cases, pages: { page: 1, pages: 1, found: cases.length } };
	const html = render(CaseList, { props: of }).body;
	return { who, id, other, html, words: html.replaceAll(/<[^>]+>|\s+/g, ' ') };
}

test('a case we closed without a decision says so on the account', async () => {
	const { words } = await closedAs('not_a_dispute');
	expect(words).toContain('elle ne porte pas sur un désaccord');
});

test('a double says which case goes on in its place', async () => {
	const { other, html, words } = await closedAs(
		'duplicate',
		async ({ invoice }) => (await buildDispute(ours.inside, invoice)).reference
	);
	expect(words).toContain('déjà traitée dans une autre contestation');
	expect(html).toMatch(new RegExp(`href="/p/x/disputes/${other}"\\s*>Suivre ${other}`));
});

test('a double of no case that was named points to none', async () => {
	const { words } = await closedAs('duplicate');
	expect(words).toContain('déjà traitée dans une autre contestation');
	expect(words).not.toContain('Suivre');
});

test('one he withdrew himself needs no more words', async () => {
	const { words } = await closedAs('withdrawn');
	expect(words).not.toContain('traitée');
});

test('the history of its invoice says on which day it ended', async () => {
	const { who } = await closedAs('not_a_dispute');
	const { history } = await who.portal.invoices.show({ invoiceId: who.invoice.id });
	expect(history).toMatchObject([{ openedOn: '2026-03-03', endedOn: '2026-03-05' }]);
});
