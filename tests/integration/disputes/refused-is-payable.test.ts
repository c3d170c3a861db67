import { render } from 'svelte/server';
import { beforeAll, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { decideDispute } from '$lib/server/disputes/decide-dispute';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildPortalLink
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from './traces';
import AccountPage from '../../../src/routes/p/[token]/+page.svelte';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

/** An invoice of 1 000 of which 400 are contested, and what its customer sees of it. */
async function contested(more: { reasonCode?: string } = {}) {
	const customer = await buildCustomer(ours.inside);
	const contact = await buildContact(ours.inside, customer);
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	const about = await buildDispute(ours.inside, invoice, { claimedMinor: 40_000n, ...more });
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, contact)));
	return { customer, invoice, about, portal };
}

const decide = (disputeId: string, verdict: 'invalid' | 'partly_valid', acceptedMinor?: bigint) =>
	unitOfWork(ours.desk.collector, (unit) =>
		decideDispute(unit, {
			disputeId,
			verdict,
			outcome: verdict === 'invalid' ? 'no_action' : 'credit_partial',
			acceptedMinor,
			explanation: 'Le bon de livraison est signé.'
		})
	);

test('a case that is not accepted says what is payable again, and the pay page takes it', async () => {
	const { invoice, about, portal } = await contested();
	const paying = async () =>
		(await portal.payments.form({ invoiceIds: [invoice.id] })).transfers[0]!.amountMinor;
	expect(await paying()).toBe(60_000n);
	await decide(about.id, 'invalid');
	const found = await portal.disputes.show({ reference: about.reference });
	expect(found.stillDue.minor).toBe(100_000n);
	expect(found.payable).toEqual([invoice.id]);
	expect(found.dueAgain?.minor).toBe(40_000n);
	// As long as it is open nobody knows the last quiet day: neither the page nor the mail names one.
	expect(found.quietUntil).toBeNull();
	const { facts } = (await mailsAbout(about.id)).at(-1)!;
	expect(facts).not.toHaveProperty('quietUntil');
	expect(facts).toMatchObject({ left: { stillDue: { minor: '100000' }, dueOn: found.dueOn } });
	expect(await paying()).toBe(100_000n);
});

test('what was accepted is not asked for, though no credit note has settled it yet', async () => {
	const { invoice, about, portal } = await contested();
	await decide(about.id, 'partly_valid', 15_000n);
	expect((await portal.disputes.show({ reference: about.reference })).stillDue.minor).toBe(85_000n);
	const { transfers } = await portal.payments.form({ invoiceIds: [invoice.id] });
	expect(transfers[0]!.amountMinor).toBe(85_000n);
});

test('the account goes on resting until the case is closed, and says what is payable again', async () => {
	const { about, portal } = await contested();
	await decide(about.id, 'invalid');
	const { open, disputed, refused } = await portal.customers.account({});
	expect(open).toMatchObject([
		{ freeMinor: 60_000n, disputedMinor: 40_000n, refusedMinor: 40_000n, restMinor: 100_000n }
	]);
	expect(disputed).toEqual([]);
	expect(refused).toEqual([{ minor: 40_000n, currency: 'EUR' }]);
});

test('what a decision accepted is said so, and only the rest is payable again', async () => {
	const { about, portal } = await contested();
	expect((await portal.customers.account({})).open).toMatchObject([{ refusedMinor: 0n }]);
	await decide(about.id, 'partly_valid', 15_000n);
	const { open, accepted, disputed, refused } = await portal.customers.account({});
	expect(open).toMatchObject([{ disputedMinor: 40_000n, refusedMinor: 25_000n }]);
	expect(disputed).toEqual([]);
	expect(accepted).toEqual([{ minor: 15_000n, currency: 'EUR' }]);
	expect(refused).toEqual([{ minor: 25_000n, currency: 'EUR' }]);
});

test('the rows of the account add up to the sums above them', async () => {
	const { customer, about, portal } = await contested();
	await decide(about.id, 'partly_valid', 15_000n);
	const wholly = await buildInvoice(ours.inside, customer, { totalMinor: 7_000n });
	const second = await buildDispute(ours.inside, wholly, { claimedMinor: 7_000n });
	await decide(second.id, 'invalid');
	const account = await portal.customers.account({});
	const data = {
		...(await portal.customers.frame()),
		...{ base: '/p/x', account, view: { q: '', state: '' }, isTooMany: false }
	};
	const { body } = render(AccountPage, { props: { data } as never });
	const page = body.replaceAll(/\u00a0/g, ' ');
	const said = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, words]) => words);
	expect(said(/<h1[^>]*>(.*?)<\/h1>/g)).toEqual(['600,00 € échus']);
	expect(said(/<dd[^>]*>(.*?)<\/dd>/g)).toEqual(['150,00 €', '320,00 €']);
	// Due: 600. Payable again: 250 beside it and 70 apart. Accepted, in words: 150.
	expect(said(/how-much[^>]*><strong[^>]*>(.*?)<\/strong>/g)).toEqual(['600,00 €', '70,00 €']);
	expect(said(/<span class="nowrap">\+ (.*?)<\/span>/g)).toEqual(['250,00 €']);
	expect(page.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ')).toContain(
		'150,00 € acceptés, en cours de régularisation'
	);
	expect(said(/<h2[^>]*>([^<]*)<\/h2> <ul/g).slice(0, 2)).toEqual([
		'Échues',
		'De nouveau à régler, décision rendue'
	]);
});

test('account, tracker, pay page, promise form and invoice say one figure, and the promised sum beside it', async () => {
	const { invoice, about, portal } = await contested();
	await decide(about.id, 'partly_valid', 15_000n);
	const figures = async () => {
		const { restMinor, promise } = (await portal.customers.account({})).open[0]!;
		const found = await portal.disputes.show({ reference: about.reference });
		const { transfers } = await portal.payments.form({ invoiceIds: [invoice.id] });
		const form = await portal.promises.form({ invoiceIds: [invoice.id] });
		const page = await portal.invoices.show({ invoiceId: invoice.id });
		return {
			rest: [
				...[restMinor, found.stillDue.minor, transfers[0]!.amountMinor],
				...[form.invoices[0]!.freeMinor, page.restMinor]
			],
			promised: [promise?.minor ?? 0n, found.promised.minor]
		};
	};
	expect(await figures()).toEqual({ rest: Array(5).fill(85_000n), promised: [0n, 0n] });
	await portal.promises.make({
		...{ invoiceIds: [invoice.id], amountMinor: 50_000n, days: ['2026-03-10'] },
		...{ note: '', language: 'fr', idempotencyKey: 'a part of it' }
	});
	expect(await figures()).toEqual({ rest: Array(5).fill(35_000n), promised: [50_000n, 50_000n] });
});

test('the statement says the same', async () => {
	const { about, portal } = await contested();
	await decide(about.id, 'partly_valid', 15_000n);
	const { accounts, cases } = await portal.statement.page();
	const [account] = accounts;
	expect(cases[0]!.claimed).toEqual([{ minor: 15_000n, currency: 'EUR' }]);
	expect(account!.items).toMatchObject([{ disputedMinor: 15_000n, refusedMinor: 25_000n }]);
	expect(account!.disputed.minor).toBe(15_000n);
});

test('staff read what another case contests beside what is due, not in it', async () => {
	const { invoice, about } = await contested();
	await buildDispute(ours.inside, invoice, { claimedMinor: 25_000n });
	const { items } = await callerFor(ours.desk.collector).desk.disputes.page({
		reference: about.reference
	});
	expect(items).toMatchObject([{ openMinor: 100_000n, elsewhereMinor: 25_000n }]);
});
