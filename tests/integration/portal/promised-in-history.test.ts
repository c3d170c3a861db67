import { beforeAll, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { historyOf } from '$lib/components/portal/history';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildPayment,
	buildPortalLink
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

/** A customer who promised the 1,000.00 of his late invoice, for the 11th of March unless it says otherwise. */
async function promised(dueOn = localDate('2026-03-11')) {
	const customer = await buildCustomer(ours.inside);
	const contact = await buildContact(ours.inside, customer);
	const invoice = await buildInvoice(ours.inside, customer, { dueOn: localDate('2026-02-20') });
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, contact)));
	const { promiseId } = await portal.promises.make({
		...{ invoiceIds: [invoice.id], days: [dueOn], language: 'fr' as const },
		idempotencyKey: `history-${invoice.id}`
	});
	const happened = async () => {
		const { promises } = await portal.invoices.show({ invoiceId: invoice.id });
		return promises.map(({ on, what, amountMinor }) => [on, what, amountMinor]);
	};
	return { invoice, portal, promiseId, happened };
}
const MADE = ['2026-03-03', 'made', 100_000n];

it('a promise is in the history of its invoice, in words', async () => {
	const { portal, invoice, happened } = await promised();
	expect(await happened()).toEqual([MADE]);
	const words = historyOf(await portal.invoices.show({ invoiceId: invoice.id }), '/p/x').map(
		(event) => event.words.replace(/\s/g, ' ')
	);
	expect(words).toContainEqual(expect.stringMatching(/^Paiement promis : 1 000,00 €/));
});

it('taken back, it says when', async () => {
	const { portal, promiseId, happened } = await promised();
	await portal.promises.withdraw({ promiseId });
	expect(await happened()).toEqual([MADE, ['2026-03-03', 'withdrawn', 100_000n]]);
});

it('taken back before anybody agreed, it was a request', async () => {
	const { portal, invoice, promiseId, happened } = await promised(localDate('2026-04-17'));
	await portal.promises.withdraw({ promiseId });
	expect((await happened()).map(([, what]) => what)).toEqual(['asked', 'unasked']);
	const shown = historyOf(await portal.invoices.show({ invoiceId: invoice.id }), '/p/x');
	expect(shown.map(({ words }) => words)).toContainEqual(
		expect.stringMatching(/^Demande de date de paiement retirée/)
	);
});

it('paid in time it is kept on the day of the money', async () => {
	const { invoice, happened } = await promised();
	await buildPayment(ours.inside, invoice);
	expect(await happened()).toContainEqual(['2026-03-03', 'kept', 100_000n]);
});

it('not paid it is broken once its days are over', async () => {
	const { happened } = await promised();
	setClock(new Date('2026-03-25T09:00:00Z'));
	try {
		expect((await happened()).map(([, what]) => what)).toEqual(['made', 'broken']);
	} finally {
		setClock(TEST_INSTANT);
	}
});
