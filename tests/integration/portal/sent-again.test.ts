import type { RequestEvent } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { sweepUploads } from '$lib/server/attachments/sweep-uploads';
import type { PortalScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { accountMessage } from '$lib/server/db/schema/account-messages';
import { dispute, disputeItem } from '$lib/server/db/schema/disputes';
import { attachment } from '$lib/server/db/schema/attachments';
import { message } from '$lib/server/db/schema/messages';
import { sha256OfBytes } from '$lib/server/evidence';
import { actions as amendActions } from '../../../src/routes/p/[token]/disputes/[reference]/amend/+page.server';
import { actions } from '../../../src/routes/p/[token]/disputes/new/+page.server';
import { paymentClaim } from '$lib/server/db/schema/payment-claims';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildInvoice,
	buildInvoiceLine,
	buildPayment,
	buildPortalLink
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, type Debtor } from './debtor';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

const debtor = (): Promise<Debtor> => debtorOf(ours);

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

/** As much as the field takes, line ends as a form sends them. */
const LONG = `Début\r\n${'mot '.repeat(1_246)}fin`;
const longInside = LONG.replace('\r\n', '\n');
const disputed = (invoiceId: string, more: Field[] = []): Field[] => [
	['invoice', invoiceId],
	['reason', 'quantity_short'],
	['part', 'part'],
	[`amount-${invoiceId}`, '600'],
	['explanation', 'Neuf au lieu de douze'],
	...more
];
const wordsOf = async (customerId: string) => {
	const [row] = await inside(({ tx }) =>
		tx.select({ body: message.body }).from(message).where(eq(message.customerId, customerId))
	);
	return row!.body;
};

it('all that the field takes is kept: with "already paid", added to a case, beside a proof', async () => {
	const paid = await debtor();
	await post(paid.scope, [
		...([
			['invoice', paid.invoice.id],
			['reason', 'already_paid'],
			['paidOn', '2026-03-02'],
			['explanation', LONG]
		] as Field[]),
		['key', uuidv7()]
	]);
	const [claim] = await inside(({ tx }) =>
		tx.select().from(paymentClaim).where(eq(paymentClaim.customerId, paid.customer.id))
	);
	expect(claim!.note).toBe(longInside);

	const contested = await debtor();
	await post(contested.scope, disputed(contested.invoice.id, [['key', uuidv7()]]));
	const [opened] = await casesOf(contested.customer.id);
	const added = await post(contested.scope, [
		...disputed(contested.invoice.id).filter(([name]) => name !== 'explanation'),
		...([
			['explanation', LONG],
			['key', uuidv7()],
			['step', 'addition'],
			['sent', opened!.reference]
		] as Field[])
	]);
	expect(added.location).toMatch(/\?replied$/);
	expect(await wordsOf(contested.customer.id)).toContain(longInside);

	const missing = await debtor();
	const noted = await post(missing.scope, [
		['invoice', missing.invoice.id],
		['reason', 'invoice_not_received'],
		['explanation', LONG],
		['files', PDF()],
		['key', uuidv7()]
	]);
	expect(noted.location).toMatch(/\?noted$/);
	const [said] = await inside(({ tx }) =>
		tx.select().from(accountMessage).where(eq(accountMessage.customerId, missing.customer.id))
	);
	expect(said!.body).toContain(longInside);
});

it('a case that cannot be amended any more takes all of it as a message', async () => {
	const { customer, invoice, scope } = await debtor();
	await post(scope, disputed(invoice.id, [['key', uuidv7()]]));
	const [{ reference } = { reference: '' }] = await casesOf(customer.id);
	// What the page composed: the headings, then everything that was typed.
	const composed = `Je souhaite changer ma contestation :\r\n${LONG}`;
	const body = new FormData();
	for (const [name, value] of Object.entries({ step: 'message', message: composed, key: uuidv7() }))
		body.append(name, value);
	const url = new URL(`https://localhost/p/token/disputes/${reference}/amend`);
	const gone = await Promise.resolve(
		amendActions.default!({
			request: new Request(url, { method: 'POST', body }),
			...{ url, params: { token: 'token', reference } },
			locals: { scope, requestId: 'test', language: 'fr' }
		} as never)
	).catch(({ location }: { location: string }) => location);
	expect(gone).toMatch(/replied/);
	expect(await wordsOf(customer.id)).toContain(longInside);
});

describe('a file that went ahead of its form', () => {
	const bytes = new TextEncoder().encode(`%PDF-1.7 ${'scan '.repeat(400)}`);
	/** In parts, through a link; the sender tells what it is, or cannot. */
	const ahead = async (scope: PortalScope, isTold = true) => {
		const { uploads } = callerFor(scope).portal;
		const sha256 = sha256OfBytes(bytes);
		const { id } = await uploads.begin({
			...{ name: 'bon.pdf', bytes: bytes.length, idempotencyKey: `upload-${uuidv7()}` },
			...(isTold && { sha256 })
		});
		await uploads.write({ id, offset: 0, bytes });
		return id;
	};
	const another = async ({ contact }: Awaited<ReturnType<typeof debtor>>) =>
		portalScopeOf(await buildPortalLink(ours.inside, contact));
	afterEach(() => setClock(TEST_INSTANT));

	it.each([
		['told what it is', true],
		['not told', false]
	])('sent again under another id is the same file, %s', async (_, isTold) => {
		const who = await debtor();
		const key = uuidv7();
		const sent = (id: string) =>
			disputed(who.invoice.id, [
				['key', key],
				['upload', id]
			]);
		const first = await post(who.scope, sent(await ahead(who.scope, isTold)));
		expect(first.location).toMatch(/\?sent$/);
		// The answer was lost, the file is not kept for ever: it goes again, through the link of a newer mail.
		setClock(new Date(TEST_INSTANT.getTime() + 26 * 3_600_000));
		await sweepUploads();
		const newer = await another(who);
		expect(await post(newer, sent(await ahead(newer, isTold)))).toEqual(first);
		expect(await casesOf(who.customer.id)).toHaveLength(1);
	});

	it('named again by its old id is the same file, though it is swept', async () => {
		const who = await debtor();
		const fields = disputed(who.invoice.id, [
			['key', uuidv7()],
			['upload', await ahead(who.scope)]
		]);
		const first = await post(who.scope, fields);
		setClock(new Date(TEST_INSTANT.getTime() + 26 * 3_600_000));
		await sweepUploads();
		expect(await post(who.scope, fields)).toEqual(first);
		expect(await casesOf(who.customer.id)).toHaveLength(1);
	});

	it('another file is another wish', async () => {
		const who = await debtor();
		const key = uuidv7();
		const first = await post(
			who.scope,
			disputed(who.invoice.id, [
				['key', key],
				['upload', await ahead(who.scope)]
			])
		);
		expect(first.location).toMatch(/\?sent$/);
		const other = await post(
			who.scope,
			disputed(who.invoice.id, [
				['key', key],
				['files', PDF()]
			])
		);
		expect(other.refused).toMatchObject({ data: { sentAs: expect.stringMatching(/^LIT-/) } });
	});

	it('of a payment and of a message too', async () => {
		const who = await debtor();
		const { portal } = callerFor(who.scope);
		const claim = async () =>
			portal.payments.claim({
				...{ invoiceIds: [who.invoice.id], paidOn: localDate('2026-03-02') },
				...{ amountMinor: 100_000n, currency: 'EUR', language: 'fr' },
				...{ idempotencyKey: `ahead-${who.invoice.id}` },
				files: [{ uploadId: await ahead(who.scope) }]
			});
		expect(await claim()).toEqual(await claim());
		const write = async () =>
			portal.customers.write({
				...{ kind: 'question', body: 'Un relevé ?', language: 'fr' },
				...{ idempotencyKey: `ask-${who.invoice.id}` },
				files: [{ uploadId: await ahead(who.scope) }]
			});
		expect(await write()).toEqual(await write());
	});
});
