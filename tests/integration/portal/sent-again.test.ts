import type { RequestEvent } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { PortalScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { accountMessage } from '$lib/server/db/schema/account-messages';
import { dispute, disputeItem } from '$lib/server/db/schema/disputes';
import { attachment } from '$lib/server/db/schema/attachments';
import { message } from '$lib/server/db/schema/messages';
import { actions } from '../../../src/routes/p/[token]/disputes/new/+page.server';
import { paymentClaim } from '$lib/server/db/schema/payment-claims';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildInvoiceLine,
	buildPayment,
	buildPortalLink
} from '../../support/factories';
import { portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

async function debtor() {
	const customer = await buildCustomer(ours.inside);
	const contact = await buildContact(ours.inside, customer);
	const invoice = await buildInvoice(ours.inside, customer, { dueOn: localDate('2026-02-20') });
	const scope = await portalScopeOf(await buildPortalLink(ours.inside, contact));
	return { customer, invoice, scope };
}

type Field = [string, string | File];
/** The form as the page posts it: where it leads, or what it is refused with. */
async function post(scope: PortalScope, fields: Field[]) {
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	const url = new URL('https://localhost/p/token/disputes/new');
	const event = {
		request: new Request(url, { method: 'POST', body }),
		...{ url, params: { token: 'token' } },
		locals: { scope, requestId: 'test', language: 'fr' }
	} as unknown as RequestEvent;
	return Promise.resolve(actions.default!(event as never)).then(
		(refused) => ({ refused, location: '' }),
		(redirected: { location: string }) => ({ refused: null, location: redirected.location })
	);
}
const inside = <T>(work: Parameters<typeof unitOfWork<typeof ours.inside, T>>[1]) =>
	unitOfWork(ours.inside, work);
const casesOf = (customerId: string) =>
	inside(({ tx }) => tx.select().from(dispute).where(eq(dispute.customerId, customerId)));
const PDF = () => new File(['%PDF-1.4'], 'avis.pdf', { type: 'application/pdf' });

it('more than half of an invoice, sent again under its key, is the case it opened', async () => {
	const { customer, invoice, scope } = await debtor();
	const sent: Field[] = [
		['invoice', invoice.id],
		['reason', 'quantity_short'],
		['part', 'part'],
		[`amount-${invoice.id}`, '600'],
		['explanation', 'Neuf au lieu de douze'],
		['key', uuidv7()]
	];
	const first = await post(scope, sent);
	expect(first.location).toMatch(/\?sent$/);
	expect(await post(scope, sent)).toEqual(first);
	const other = await post(
		scope,
		sent.map(([name, value]) => [name, name === 'explanation' ? 'Dix' : value])
	);
	expect(other.refused).toMatchObject({ data: { sentAs: expect.stringMatching(/^LIT-/) } });
	expect(await casesOf(customer.id)).toHaveLength(1);
});

it('lines sent again are no lines contested twice, and what is added carries what was changed', async () => {
	const { customer, invoice, scope } = await debtor();
	const line = await buildInvoiceLine(ours.inside, invoice, {
		description: 'Chevrons',
		quantity: '12',
		unitPriceMinor: 1_000n,
		totalMinor: 12_000n
	});
	const sent: Field[] = [
		['invoice', invoice.id],
		['reason', 'quantity_short'],
		['part', 'lines'],
		['line', line.id],
		[`figure-${line.id}`, '9'],
		['explanation', 'Neuf au lieu de douze'],
		['key', uuidv7()]
	];
	const first = await post(scope, sent);
	expect(first.location).toMatch(/\?sent$/);
	expect(await post(scope, sent)).toEqual(first);
	const [opened] = await casesOf(customer.id);
	const items = await inside(({ tx }) =>
		tx.select().from(disputeItem).where(eq(disputeItem.disputeId, opened!.id))
	);
	expect(items).toHaveLength(1);
	const second = await buildInvoice(ours.inside, customer, { dueOn: localDate('2026-02-21') });
	const changed = sent.map(([name, value]): Field =>
		name === 'reason'
			? ['reason', 'price_unit']
			: name === `figure-${line.id}`
				? [name, '8,50']
				: name === 'key'
					? [name, uuidv7()]
					: [name, value]
	);
	const added = await post(scope, [
		...changed,
		['invoice', second.id],
		['step', 'addition'],
		['sent', opened!.reference]
	]);
	expect(added.location).toMatch(/\?replied$/);
	const [words] = await inside(({ tx }) =>
		tx.select({ body: message.body }).from(message).where(eq(message.disputeId, opened!.id))
	);
	for (const part of [second.number, 'Chevrons', '8,50', 'Motif', 'Neuf au lieu de douze'])
		expect(words!.body).toContain(part);
});

it('"this answers it" opens no case, and gives back every word and file under a fresh key', async () => {
	const { customer, invoice, scope } = await debtor();
	const key = uuidv7();
	const { refused: page } = await post(scope, [
		['invoice', invoice.id],
		['reason', 'quantity_short'],
		['part', 'part'],
		[`amount-${invoice.id}`, '600'],
		['explanation', 'Neuf au lieu de douze'],
		['files', PDF()],
		...([
			['key', key],
			['known', 'ask'],
			['step', 'answers']
		] as Field[])
	]);
	expect(page).toMatchObject({
		settled: [invoice.number],
		values: {
			...{ invoices: [invoice.id], reason: 'quantity_short', part: 'part' },
			...{ amounts: { [invoice.id]: '600' }, explanation: 'Neuf au lieu de douze' }
		},
		kept: [{ name: 'avis.pdf' }]
	});
	expect((page as unknown as { values: { key: string } }).values.key).not.toBe(key);
	expect(await casesOf(customer.id)).toEqual([]);
});

it('"never received" on this form keeps what was chosen beside it', async () => {
	const { customer, invoice, scope } = await debtor();
	const { location } = await post(scope, [
		['invoice', invoice.id],
		['reason', 'invoice_not_received'],
		['explanation', 'Virement du 2 mars'],
		['files', PDF()],
		['key', uuidv7()]
	]);
	expect(location).toMatch(/\?noted$/);
	const [said] = await inside(({ tx }) =>
		tx.select().from(accountMessage).where(eq(accountMessage.customerId, customer.id))
	);
	expect(said).toMatchObject({ kind: 'question', invoiceIds: [invoice.id] });
	expect(said!.body).toContain('Virement du 2 mars');
	const files = await inside(({ tx }) =>
		tx.select().from(attachment).where(eq(attachment.accountMessageId, said!.id))
	);
	expect(files.map(({ name }) => name)).toEqual(['avis.pdf']);
});

it('"already paid" of two currencies, sent again once both are booked, is what was said; none stands alone', async () => {
	const { customer, invoice, scope } = await debtor();
	const dollars = await buildInvoice(ours.inside, customer, {
		currency: 'USD',
		dueOn: localDate('2026-02-21')
	});
	const fields = (key: string, note = 'Deux virements'): Field[] => [
		['invoice', invoice.id],
		['invoice', dollars.id],
		['reason', 'already_paid'],
		['paidOn', '2026-03-02'],
		['explanation', note],
		['key', key]
	];
	const claimsOf = () =>
		inside(({ tx }) =>
			tx.select().from(paymentClaim).where(eq(paymentClaim.customerId, customer.id))
		);
	const sent = fields(uuidv7());
	const first = await post(scope, sent);
	expect(first.location).toMatch(/\/pay\?claimed=/);
	expect((await claimsOf()).map(({ currency }) => currency).sort()).toEqual(['EUR', 'USD']);
	await buildPayment(ours.inside, invoice);
	await buildPayment(ours.inside, dollars);
	expect(await post(scope, sent)).toEqual(first);
	expect(await claimsOf()).toHaveLength(2);

	// The second currency is refused: the first is not taken note of either.
	const fresh = await buildInvoice(ours.inside, customer, { dueOn: localDate('2026-02-22') });
	const refused = await post(
		scope,
		fields(uuidv7()).map(([name, value]) => [name, value === invoice.id ? fresh.id : value])
	);
	expect(refused.refused).not.toBeNull();
	expect(await claimsOf()).toHaveLength(2);
});
