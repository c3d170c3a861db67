import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { hold } from '$lib/server/db/schema/customers';
import { dispute } from '$lib/server/db/schema/disputes';
import { message } from '$lib/server/db/schema/messages';
import { delivery } from '$lib/server/db/schema/delivery';
import { transitionDispute } from '$lib/server/disputes/transition-dispute';
import { reasonByCode } from '$lib/server/settings/queries';
import { uuidv7 } from 'uuidv7';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
let portal: ReturnType<typeof callerFor>['portal'];

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
});

const inside = <T>(work: Parameters<typeof unitOfWork<typeof ours.inside, T>>[1]) =>
	unitOfWork(ours.inside, work);
const freshCase = async (status: DisputeStatus = 'submitted') =>
	buildDispute(ours.inside, await buildInvoice(ours.inside, ours.account.customer), { status });
const statusOf = async (id: string) =>
	(await inside(({ tx }) => tx.select().from(dispute).where(eq(dispute.id, id))))[0]!.status;
const alertsAbout = async (id: string) =>
	(await inside(({ tx }) => tx.select().from(delivery).where(eq(delivery.disputeId, id)))).map(
		({ mail, facts }) => [mail, facts.event]
	);

describe('the account', () => {
	it('says what is overdue, what comes and what is contested, and never adds what is paid', async () => {
		const { portal: fresh } = callerFor(await portalScopeOf(ours.neighbour.portalPath));
		const account = await fresh.customers.account();
		expect(account.overdue).toEqual([{ minor: 160_000n, currency: 'EUR' }]);
		expect(account.upcoming).toEqual([{ minor: 50_000n, currency: 'EUR' }]);
		expect(account.disputed).toEqual([{ minor: 20_000n, currency: 'EUR' }]);
		expect(account.open.map(({ number, state }) => [number, state])).toEqual([
			['M2-overdue', 'overdue'],
			['M2-contested', 'overdue'],
			['M2-soon', 'upcoming']
		]);
		expect(account.settled.map(({ number }) => number)).toEqual(['M2-paid']);
		expect(account.cases).toMatchObject([
			{ claimed: [{ minor: 20_000n, currency: 'EUR' }], invoices: ['M2-contested'], decision: null }
		]);
	});

	it('holds nothing of another customer or organisation', async () => {
		const numbers = (await portal.customers.account()).open.map(({ number }) => number).join(' ');
		expect(numbers).toContain('M1-overdue');
		expect(numbers).not.toMatch(/M2|N1|N2/);
	});

	it('names who looks after it, while he works here, and nobody of another company', async () => {
		const named = (collectorId: string | null) =>
			asOwner(`update customer set collector_id = $1 where id = $2`, [
				collectorId,
				ours.account.customer.id
			]);
		const officer = async () => (await portal.customers.frame()).creditor.officer;
		expect(await officer()).toBeNull();
		await named(ours.users.collector.id);
		expect(await officer()).toBe(ours.users.collector.name);
		const stranger = callerFor(await portalScopeOf(other.account.portalPath)).portal;
		expect((await stranger.customers.frame()).creditor.officer).toBeNull();
		await asOwner(`update "user" set disabled_at = created_at where id = $1`, [
			ours.users.collector.id
		]);
		expect(await officer()).toBeNull();
		await asOwner(`update "user" set disabled_at = null where id = $1`, [ours.users.collector.id]);
	});

	it('tells the creditor, never the addresses of his people', async () => {
		const frame = await portal.customers.frame();
		expect(frame.creditor).toMatchObject({
			name: 'Menuiserie Dupont',
			email: 'compta@menuiserie.test'
		});
		expect(
			JSON.stringify([frame, await portal.customers.account()], (_, v) =>
				typeof v === 'bigint' ? String(v) : v
			)
		).not.toContain('@m.test');
	});
});

describe('an invoice', () => {
	it('tells what settled it and what is contested', async () => {
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		await buildPayment(ours.inside, invoice, 40_000n);
		const { reference } = await buildDispute(ours.inside, invoice, { claimedMinor: 10_000n });
		expect(await portal.invoices.show({ invoiceId: invoice.id })).toMatchObject({
			openMinor: 60_000n,
			disputedMinor: 10_000n,
			freeMinor: 50_000n,
			settlements: [{ amountMinor: 40_000n }],
			history: [{ reference, claimedMinor: 10_000n }]
		});
	});

	it.each([
		['of another customer', () => ours.neighbour.overdue.id],
		['of another organisation', () => other.account.overdue.id],
		['nobody has', () => uuidv7()],
		['that is no id', () => "1' or '1'='1"]
	])('%s is not found, nor its PDF', async (_, id) => {
		await expect(portal.invoices.show({ invoiceId: id() })).rejects.toMatchObject({
			message: 'not_found'
		});
		await expect(portal.invoices.pdf({ invoiceId: id() })).rejects.toMatchObject({
			message: 'not_found'
		});
	});
});

describe('the form of a new dispute', () => {
	it('knows what is already contested of an invoice, and where it stands', async () => {
		const { invoices } = await portal.disputes.form();
		expect(invoices.find(({ number }) => number === 'M1-contested')).toMatchObject({
			freeMinor: 60_000n,
			cases: [
				{
					reference: ours.account.dispute.reference,
					status: ours.account.dispute.status,
					claimedMinor: 20_000n
				}
			]
		});
		expect(invoices.find(({ number }) => number === 'M1-overdue')?.cases).toEqual([]);
	});

	it('looks at files of a form that is refused for something else, and keeps none', async () => {
		const files = [{ name: 'a.jpg', bytes: new TextEncoder().encode('no photo') }];
		await expect(portal.disputes.checkFiles({ files })).rejects.toMatchObject({
			cause: { code: 'file_type', field: 'files' }
		});
		expect(await portal.disputes.checkFiles({ files: [] })).toBeUndefined();
	});

	it('asks nothing when the customer has no preference, and staff read it so', async () => {
		const { reference } = await portal.disputes.open({
			items: [{ invoiceId: ours.account.dueSoon.id, claimedMinor: 1_00n }],
			reasonCode: 'price_unit',
			idempotencyKey: 'no-preference-1',
			language: 'fr'
		});
		const desk = callerFor(ours.desk.collector).desk;
		expect((await desk.disputes.page({ reference })).requestedOutcome).toBe('NOA');
		await portal.disputes.withdraw({ reference });
	});
});

describe('a case', () => {
	it('of somebody else is not found, whatever is asked of it', async () => {
		for (const { reference } of [ours.neighbour.dispute, { reference: 'LIT-1999-000001' }]) {
			await expect(portal.disputes.show({ reference })).rejects.toMatchObject({
				message: 'not_found'
			});
			await expect(
				portal.disputes.reply({ reference, body: 'x', idempotencyKey: 'reply-key-1' })
			).rejects.toMatchObject({ message: 'not_found' });
			await expect(portal.disputes.withdraw({ reference })).rejects.toMatchObject({
				message: 'not_found'
			});
		}
	});

	it('never shows an internal note', async () => {
		const found = await freshCase();
		await inside(({ tx, now }) =>
			tx.insert(message).values({
				organisationId: found.organisationId,
				id: uuidv7(),
				customerId: found.customerId,
				disputeId: found.id,
				audience: 'internal',
				authorKind: 'staff',
				authorName: 'Claire',
				body: 'mauvais payeur',
				at: now,
				idempotencyKey: uuidv7()
			})
		);
		expect((await portal.disputes.show({ reference: found.reference })).messages).toEqual([]);
	});

	it('says itself that the promised day has gone by', async () => {
		const found = await freshCase();
		expect((await portal.disputes.show({ reference: found.reference })).tracker.late).toBe(false);
		setClock(new Date('2026-03-10T09:00:00Z'));
		expect((await portal.disputes.show({ reference: found.reference })).tracker.late).toBe(true);
		setClock(TEST_INSTANT);
	});
});

describe('a reply', () => {
	it('is kept once, goes to staff, and lets a case that waited for it go on', async () => {
		const found = await freshCase('waiting_customer');
		for (let i = 0; i < 3; i++)
			await portal.disputes.reply({
				reference: found.reference,
				body: 'Voici le bon.',
				idempotencyKey: 'reply-once'
			});
		const shown = await portal.disputes.show({ reference: found.reference });
		expect(shown.messages.map(({ body, authorName }) => [body, authorName])).toEqual([
			['Voici le bon.', 'Billing m1']
		]);
		expect(shown.status).toBe('in_progress');
		// Whoever raised it is a colleague of who replies, and reads it too.
		expect((await alertsAbout(found.id)).sort()).toEqual([
			['dispute-update', 'replied'],
			['staff-alert', 'customer_replied']
		]);
	});

	it('under the key of another is no success: the first stands, and the second is told so', async () => {
		const found = await freshCase();
		const pdf = (words: string) => ({ name: 'bon.pdf', bytes: new TextEncoder().encode(words) });
		const reply = (fields: object) =>
			portal.disputes.reply({
				reference: found.reference,
				body: 'Neuf au lieu de douze.',
				idempotencyKey: 'reply-otherwise',
				files: [pdf('%PDF-1.4')],
				...fields
			});
		await reply({});
		await reply({});
		for (const other of [{ body: 'Dix.' }, { files: [] }, { files: [pdf('%PDF-1.5')] }])
			await expect(reply(other)).rejects.toMatchObject({
				cause: { code: 'key_reused', field: 'body' }
			});
		const shown = await portal.disputes.show({ reference: found.reference });
		expect(shown.messages.map(({ body }) => body)).toEqual(['Neuf au lieu de douze.']);
		expect(shown.files).toHaveLength(1);
	});

	it('with a file only is enough; with nothing it is refused', async () => {
		const found = await freshCase();
		const pdf = new TextEncoder().encode('%PDF-1.4');
		await portal.disputes.reply({
			reference: found.reference,
			body: ' ',
			idempotencyKey: 'file-only',
			files: [{ name: 'bon.pdf', bytes: pdf }]
		});
		const shown = await portal.disputes.show({ reference: found.reference });
		expect(shown.files).toMatchObject([{ name: 'bon.pdf', messageId: shown.messages[0]!.id }]);
		await expect(
			portal.disputes.reply({
				reference: found.reference,
				body: ' ',
				idempotencyKey: 'nothing-at-all'
			})
		).rejects.toMatchObject({ message: 'reply_required' });
	});
});

describe('withdrawing', () => {
	it('makes the amount due again, and tells both sides', async () => {
		const found = await freshCase('assigned');
		const before = await portal.disputes.show({ reference: found.reference });
		expect(before.disputable).toEqual([]);
		await portal.disputes.withdraw({ reference: found.reference });
		await portal.disputes.withdraw({ reference: found.reference });
		expect(await statusOf(found.id)).toBe('withdrawn');
		expect((await alertsAbout(found.id)).sort()).toEqual([
			['dispute-update', 'withdrawn'],
			['staff-alert', 'dispute_withdrawn']
		]);
		const { tracker, disputable, items } = await portal.disputes.show({
			reference: found.reference
		});
		expect(tracker.withdrawn).toBe(true);
		// What is open of it may be disputed again.
		expect(disputable).toEqual(items.map(({ invoiceId }) => invoiceId));
	});

	it('is too late once it is decided', async () => {
		const found = await freshCase();
		await inside((unit) => transitionDispute(unit, found.id, 'decided'));
		expect((await portal.disputes.show({ reference: found.reference })).withdrawal).toBe(null);
		await expect(portal.disputes.withdraw({ reference: found.reference })).rejects.toMatchObject({
			message: 'transition_not_allowed'
		});
	});
});

describe('an answer instead of a dispute', () => {
	const holdsOn = (invoiceId: string) =>
		inside(({ tx }) => tx.select().from(hold).where(eq(hold.invoiceId, invoiceId)));
	const alertsOn = (number: string) =>
		inside(({ tx }) =>
			tx
				.select()
				.from(delivery)
				.where(
					and(eq(delivery.mail, 'staff-alert'), sql`${delivery.facts} ->> 'reference' = ${number}`)
				)
		);

	const NOT_RECEIVED = { reasonCode: 'invoice_not_received', language: 'fr' as const };
	const copiesOf = (invoiceId: string) =>
		inside(({ tx }) =>
			tx
				.select({ facts: delivery.facts, to: delivery.toEmail })
				.from(delivery)
				.where(
					and(
						eq(delivery.mail, 'account-update'),
						sql`${delivery.facts} ->> 'path' = ${`/invoices/${invoiceId}/pdf`}`
					)
				)
		);

	it('"never got it" sends the copy by mail, and the invoice rests until it is booked', async () => {
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		const before = (await portal.customers.account()).cases.length;
		// Said again, nothing rests longer.
		for (const untilOn of ['2026-03-08', null])
			expect(await portal.disputes.answer({ ...NOT_RECEIVED, invoiceIds: [invoice.id] })).toEqual({
				answer: true,
				untilOn
			});
		expect(await holdsOn(invoice.id)).toMatchObject([
			{ kind: 'invoice_copy_sent', untilOn: '2026-03-08', createdBy: 'Billing m1' }
		]);
		expect(await copiesOf(invoice.id)).toMatchObject([
			{ facts: { event: 'copy_sent', numbers: invoice.number, on: '2026-03-08' } }
		]);
		expect((await portal.customers.account()).cases).toHaveLength(before);
		expect(await portal.invoices.show({ invoiceId: invoice.id })).toMatchObject({
			pause: { kind: 'invoice_copy_sent', untilOn: '2026-03-08' },
			copyUntilOn: '2026-03-08',
			copies: ['2026-03-03'],
			paid: []
		});
		expect((await alertsOn(invoice.number)).map(({ facts }) => facts.event)).toEqual([
			'copy_asked'
		]);
	});

	it('"already paid" is said to payments only', async () => {
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		await expect(
			portal.disputes.answer({
				reasonCode: 'already_paid',
				invoiceIds: [invoice.id],
				language: 'fr'
			})
		).rejects.toMatchObject({ message: 'reason_required' });
		expect(await holdsOn(invoice.id)).toEqual([]);
	});

	it('leads staff to a page that exists, by the code of the customer', async () => {
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		await portal.disputes.answer({ ...NOT_RECEIVED, invoiceIds: [invoice.id] });
		const [alert] = await alertsOn(invoice.number);
		const code = /^\/customers\/(.+)$/.exec(String(alert!.facts.deskPath))![1]!;
		const page = await callerFor(ours.desk.collector).desk.customers.page({
			code: decodeURIComponent(code)
		});
		expect(page.id).toBe(ours.account.customer.id);
	});

	it('said again within thirty days pauses nothing more, but somebody hears of it', async () => {
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		const answer = (explanation: string) =>
			portal.disputes.answer({ ...NOT_RECEIVED, invoiceIds: [invoice.id], explanation });
		try {
			await answer('Rien reçu');
			setClock(new Date('2026-03-09T09:00:00Z'));
			expect(await answer('Je répète')).toEqual({ answer: true, untilOn: null });
			setClock(new Date('2026-03-12T09:00:00Z'));
			await answer('Encore');
			expect(await holdsOn(invoice.id)).toMatchObject([{ untilOn: '2026-03-08' }]);
			expect(await alertsOn(invoice.number)).toHaveLength(3);
			setClock(new Date('2026-04-12T09:00:00Z'));
			await answer('Un mois plus tard');
			expect(await holdsOn(invoice.id)).toHaveLength(2);
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('speaks the language of the organisation', async () => {
		const english = callerFor(await portalScopeOf(other.account.portalPath)).portal;
		const invoice = await buildInvoice(other.inside, other.account.customer);
		await english.disputes.answer({
			reasonCode: 'invoice_not_received',
			invoiceIds: [invoice.id],
			language: 'en'
		});
		const label = await unitOfWork(
			other.inside,
			async (unit) => (await reasonByCode(unit, 'invoice_not_received')).labels.en
		);
		const [held] = await unitOfWork(other.inside, ({ tx }) =>
			tx.select().from(hold).where(eq(hold.invoiceId, invoice.id))
		);
		expect(held!.reason).toBe(label);
	});

	it('about somebody else’s invoice, a paid one or with the wrong reason changes nothing', async () => {
		const answer = (invoiceId: string, reasonCode = 'invoice_not_received') =>
			portal.disputes.answer({ ...NOT_RECEIVED, reasonCode, invoiceIds: [invoiceId] });
		await expect(answer(ours.neighbour.overdue.id)).rejects.toMatchObject({ message: 'not_found' });
		await expect(answer(other.account.overdue.id)).rejects.toMatchObject({ message: 'not_found' });
		await expect(answer(ours.account.paid.id)).rejects.toMatchObject({
			message: 'nothing_to_dispute'
		});
		await expect(answer(ours.account.dueSoon.id, 'price_unit')).rejects.toMatchObject({
			message: 'reason_required'
		});
	});
});
