import { render } from 'svelte/server';
import { beforeAll, expect, test } from 'vitest';
import ExplanationField from '$lib/components/portal/ExplanationField.svelte';
import InvoiceSearch from '$lib/components/portal/InvoiceSearch.svelte';
import { useDatabase } from '../../support/database';
import { buildInvoice, buildInvoiceLine } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import InvoicePage from '../../../src/routes/p/[token]/invoices/[id]/+page.svelte';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

const QUANTITIES = [
	['12.25', '12,25'],
	['0.04', '0,04'],
	['10', '10']
];

test('quantity times price makes the total: no decimal of a quantity is rounded away', async () => {
	const invoice = await buildInvoice(ours.inside, ours.account.customer);
	for (const [quantity] of QUANTITIES) await buildInvoiceLine(ours.inside, invoice, { quantity });
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const data = {
		...(await portal.customers.frame()),
		...{ base: '/p/x', language: 'fr', acting: '', noted: false },
		invoice: await portal.invoices.show({ invoiceId: invoice.id })
	};
	const { body } = render(InvoicePage, { props: { data } as never });
	const shown = [...body.matchAll(/data-label="Quantité"[^>]*>([^<]*)</g)].map(([, text]) => text);
	expect(shown).toEqual(QUANTITIES.map(([, words]) => words));
});

test('a reason that needs words is named as the house calls it', () => {
	const reason = { code: 'other', labels: { fr: 'Autre motif' }, explanationRequired: true };
	const { body } = render(ExplanationField, {
		props: { reason: reason as never, value: '', error: undefined }
	});
	expect(body).toContain('Nécessaire pour «\u00a0Autre motif\u00a0».');
});

test('every group an address can ask for is offered by the search', () => {
	const { body } = render(InvoiceSearch, { props: { view: { q: '' }, base: '/p/x' } });
	for (const state of ['overdue', 'promised', 'upcoming', 'covered', 'disputed'])
		expect(body).toContain(`value="${state}"`);
});
