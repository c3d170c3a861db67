import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { CUSTOMER_DAY, LINK_DAY } from '$lib/server/auth/link-day';
import { setClock } from '$lib/server/clock';
import { editContact } from '$lib/server/customers/edit-contact';
import { removeContact } from '$lib/server/customers/remove-contact';
import { unitOfWork } from '$lib/server/db/client';
import { hold } from '$lib/server/db/schema/customers';
import { accountMessage } from '$lib/server/db/schema/account-messages';
import { delivery } from '$lib/server/db/schema/delivery';
import { recentMailsOf } from '$lib/server/delivery/recent-mails';
import { payment } from '$lib/server/db/schema/payments';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, LATE, type Debtor } from './debtor';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const debtor = (): Promise<Debtor> => debtorOf(ours);

const said = ({ invoice }: Debtor, key: string, more: object = {}) => ({
	invoiceIds: [invoice.id],
	paidOn: localDate('2026-03-02'),
	amountMinor: 100_000n,
	currency: 'EUR',
	reference: 'VIR 8841',
	language: 'fr' as const,
	idempotencyKey: `said-${key}-${invoice.id}`,
	...more
});
const question = (key: string, more: object = {}) => ({
	kind: 'question' as const,
	body: 'Pouvez-vous m’envoyer un relevé ?',
	language: 'fr' as const,
	idempotencyKey: `question-${key}`,
	...more
});
const inside = <T>(work: Parameters<typeof unitOfWork<typeof ours.inside, T>>[1]) =>
	unitOfWork(ours.inside, work);
const holdsOn = (invoiceId: string) =>
	inside(({ tx }) => tx.select().from(hold).where(eq(hold.invoiceId, invoiceId)));
const restsOn = async (invoiceId: string) =>
	(await holdsOn(invoiceId)).filter(({ releasedAt }) => releasedAt === null);
const pay = ({ customer, invoice }: Debtor, amountMinor: bigint) =>
	collector().payments.record({
		...{ paymentId: uuidv7(), customerId: customer.id, invoiceId: invoice.id },
		...{ receivedOn: localDate('2026-03-03'), amountMinor, currency: 'EUR' }
	});
const mailsOf = ({ customer }: Debtor) =>
	inside(({ tx }) => tx.select().from(delivery).where(eq(delivery.customerId, customer.id)));
const eventsOf = async (who: Debtor) => (await mailsOf(who)).map(({ facts }) => facts.event).sort();
const collector = () => callerFor(ours.desk.collector).desk;
const pdf = { name: 'avis.pdf', bytes: new TextEncoder().encode('%PDF-1.4') };

describe('"I have paid"', () => {
	it('is no payment: the invoice rests for the days of the policy and somebody looks', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(said(who, 'once', { files: [pdf] }));
		expect(await who.portal.payments.claimed({ claimId })).toMatchObject({
			untilOn: '2026-03-10',
			numbers: [who.invoice.number],
			verdict: null,
			// What was sent is read again.
			reference: 'VIR 8841',
			files: [{ name: 'avis.pdf' }]
		});
		expect(await holdsOn(who.invoice.id)).toMatchObject([
			{ kind: 'payment_announced', untilOn: '2026-03-10', paymentClaimId: claimId }
		]);
		expect(await who.portal.payments.form({ invoiceIds: [] })).toMatchObject({
			what: 'resting',
			transfers: []
		});
		expect(await who.portal.invoices.show({ invoiceId: who.invoice.id })).toMatchObject({
			openMinor: 100_000n,
			pause: { kind: 'payment_announced', untilOn: '2026-03-10' }
		});
		expect(
			await inside(({ tx }) =>
				tx.select().from(payment).where(eq(payment.customerId, who.customer.id))
			)
		).toEqual([]);
		const [claim] = await collector().payments.claims({ customerId: who.customer.id });
		expect(claim).toMatchObject({ reference: 'VIR 8841', by: who.contact.name, verdict: null });
		expect(claim!.files.map(({ name }) => name)).toEqual(['avis.pdf']);
		expect(await eventsOf(who)).toEqual(['claim_received', 'payment_claimed']);
		expect((await collector().customers.heard()).map(({ customer }) => customer.code)).toContain(
			who.customer.code
		);
	});

	it('that nobody looked for in time is asked for again, and never as if nothing had been said', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(said(who, 'sought'));
		const told = async () => {
			const [claim] = (await who.portal.payments.form({ invoiceIds: [] })).said;
			const { missing, overdue } = await who.portal.customers.account();
			const shown = await who.portal.invoices.show({ invoiceId: who.invoice.id });
			const states = missing.map(({ state }) => state);
			return { rests: claim!.rests, states, asked: overdue.length, shown: shown.missing?.state };
		};
		const resting = { rests: true, states: [], asked: 0, shown: undefined };
		expect(await told()).toEqual(resting);
		setClock(new Date('2026-03-11T09:00:00Z'));
		try {
			const again = (state: string) => ({ rests: false, states: [state], asked: 1, shown: state });
			expect(await told()).toEqual(again('sought'));
			await collector().payments.answerClaim({ claimId, verdict: 'not_found' });
			expect(await told()).toEqual(again('not_found'));
			// Booked since, it is looked for no longer, whoever answered or not.
			await buildPayment(ours.inside, who.invoice, 100_000n);
			expect((await who.portal.customers.account()).missing).toEqual([]);
			const [claim] = (await who.portal.payments.form({ invoiceIds: [] })).said;
			expect(claim).toMatchObject({ verdict: 'not_found', isBooked: true });
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('of more than is left is asked about, and taken when he stays by it', async () => {
		const who = await debtor();
		const claim = (more: object) => who.portal.payments.claim(said(who, 'more', more));
		await expect(claim({ amountMinor: 100_001n })).rejects.toMatchObject({
			cause: { code: 'claim_above', field: 'more', details: { numbers: who.invoice.number } }
		});
		expect(await collector().payments.claims({ customerId: who.customer.id })).toEqual([]);
		expect(await holdsOn(who.invoice.id)).toEqual([]);
		expect(await eventsOf(who)).toEqual([]);
		const { claimId } = await claim({ amountMinor: 100_001n, isMore: true });
		expect(await who.portal.payments.claimed({ claimId })).toMatchObject({
			amountMinor: 100_001n,
			numbers: [who.invoice.number]
		});
	});

	it('is not the money of a promise beside it, which is asked for on its day', async () => {
		const who = await debtor();
		await who.portal.payments.claim(said(who, 'beside', { amountMinor: 30_000n }));
		const { promiseId } = await who.portal.promises.make({
			...{ invoiceIds: [who.invoice.id], days: [localDate('2026-03-11')], language: 'fr' },
			...{ note: 'Après notre inventaire.' },
			idempotencyKey: `beside-${who.invoice.id}`
		});
		// It is found again from its invoice, with what he wrote beside it.
		expect((await who.portal.invoices.show({ invoiceId: who.invoice.id })).promise).toMatchObject({
			promiseIds: [promiseId]
		});
		expect(await who.portal.promises.made({ promiseId })).toMatchObject({
			note: 'Après notre inventaire.'
		});
		// Neither asked for nor offered again, whatever else is overdue.
		await buildInvoice(ours.inside, who.customer, { dueOn: localDate('2026-02-25') });
		expect((await who.portal.payments.form({ invoiceIds: [] })).transfers).toMatchObject([
			{ amountMinor: 100_000n, deductedMinor: 0n }
		]);
		const { invoices } = await who.portal.promises.form();
		expect(invoices.map(({ id }) => id)).not.toContain(who.invoice.id);
		await pay(who, 30_000n);
		expect(await who.portal.invoices.show({ invoiceId: who.invoice.id })).toMatchObject({
			...{ openMinor: 70_000n, collectibleMinor: 0n, promise: { minor: 70_000n } }
		});
		await pay(who, 70_000n);
		expect(await who.portal.promises.made({ promiseId })).toMatchObject({ standing: 'kept' });
	});

	it('beside a copy he waits for is not offered to be promised, as it is not taken', async () => {
		const who = await debtor();
		await who.portal.payments.claim(said(who, 'copy', { amountMinor: 30_000n }));
		await who.portal.disputes.answer({
			...{ reasonCode: 'invoice_not_received', invoiceIds: [who.invoice.id] },
			...{ language: 'fr' as const, idempotencyKey: `copy-${who.invoice.id}` }
		});
		const [{ freeMinor } = { freeMinor: 0n }] = (await who.portal.promises.form()).invoices;
		expect(freeMinor).toBe(70_000n);
		await who.portal.promises.make({
			...{ invoiceIds: [who.invoice.id], days: [localDate('2026-03-11')], language: 'fr' },
			...{ amountMinor: freeMinor, idempotencyKey: `copied-${who.invoice.id}` }
		});
		expect((await who.portal.promises.form()).invoices).toEqual([]);
	});

	it('and not found, what was paid for the promise keeps it', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(
			said(who, 'wrong', { amountMinor: 30_000n })
		);
		const { promiseId } = await who.portal.promises.make({
			...{ invoiceIds: [who.invoice.id], days: [localDate('2026-03-11')], language: 'fr' },
			idempotencyKey: `wrong-${who.invoice.id}`
		});
		await pay(who, 70_000n);
		await collector().payments.answerClaim({ claimId, verdict: 'not_found', note: 'Rien' });
		expect(await who.portal.promises.made({ promiseId })).toMatchObject({ standing: 'kept' });
		expect(await who.portal.invoices.show({ invoiceId: who.invoice.id })).toMatchObject({
			...{ openMinor: 30_000n, collectibleMinor: 30_000n, promise: null }
		});
	});

	it('of a part says so beside a promise of the rest, and not that all is paid', async () => {
		const who = await debtor();
		await who.portal.payments.claim(said(who, 'half', { amountMinor: 60_000n }));
		await who.portal.promises.make({
			...{ invoiceIds: [who.invoice.id], days: [localDate('2026-03-11')], language: 'fr' },
			idempotencyKey: 'the-other-half'
		});
		expect(await who.portal.invoices.show({ invoiceId: who.invoice.id })).toMatchObject({
			...{ pause: null, promise: { minor: 40_000n } },
			saidPaid: [{ minor: 60_000n }]
		});
	});

	it('of all that is left beside a dispute is not asked for by the page of its case', async () => {
		const who = await debtor();
		const { reference } = await buildDispute(ours.inside, who.invoice, { claimedMinor: 10_000n });
		const rest = async () => (await who.portal.disputes.show({ reference })).stillDue.minor;
		expect(await rest()).toBe(90_000n);
		await who.portal.payments.claim(said(who, 'rest', { amountMinor: 90_000n }));
		expect(await rest()).toBe(0n);
	});

	it('of a part rests the part, and the rest stays due', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(
			said(who, 'some', { amountMinor: 60_000n })
		);
		expect(await who.portal.payments.claimed({ claimId })).toMatchObject({
			...{ untilOn: '2026-03-10', dueMinor: 40_000n },
			parts: [{ number: who.invoice.number, minor: 60_000n }]
		});
		expect(await restsOn(who.invoice.id)).toMatchObject([{ amountMinor: 60_000n }]);
		const euros = (minor: bigint) => [{ minor, currency: 'EUR' }];
		expect(await who.portal.customers.account()).toMatchObject({
			...{ overdue: euros(40_000n), overduePaused: euros(60_000n) }
		});
		expect(await who.portal.invoices.show({ invoiceId: who.invoice.id })).toMatchObject({
			...{ pause: null, toPayMinor: 40_000n, state: 'overdue' },
			saidPaid: [{ minor: 60_000n, untilOn: '2026-03-10' }]
		});
		for (const invoiceIds of [[], [who.invoice.id]])
			expect((await who.portal.payments.form({ invoiceIds })).transfers).toMatchObject([
				{ amountMinor: 40_000n, invoices: [{ amountMinor: 40_000n, saidPaidMinor: 60_000n }] }
			]);
		expect((await who.portal.promises.form()).invoices).toMatchObject([{ freeMinor: 40_000n }]);
		expect((await collector().customers.page({ code: who.customer.code })).balance).toMatchObject({
			overdue: euros(40_000n),
			overduePaused: euros(60_000n)
		});
		const [mail] = (await mailsOf(who)).filter(({ facts }) => facts.event === 'claim_received');
		expect(mail!.facts).toMatchObject({ due: { minor: '40000', currency: 'EUR' } });
		// What is promised then is the rest, and nothing more.
		await who.portal.promises.make({
			...{ invoiceIds: [who.invoice.id], days: [localDate('2026-03-11')], language: 'fr' },
			idempotencyKey: `rest-${who.invoice.id}`
		});
		expect((await who.portal.customers.account()).overduePromised).toEqual(euros(40_000n));
		// Nothing is asked for any more; named, what is promised may be paid before its day.
		expect((await who.portal.payments.form({ invoiceIds: [] })).transfers).toEqual([]);
		expect(
			(await who.portal.payments.form({ invoiceIds: [who.invoice.id] })).transfers
		).toMatchObject([{ amountMinor: 40_000n, invoices: [{ promisedMinor: 0n }] }]);
	});

	it('said of the rest within the month rests it too; what is booked rests no longer', async () => {
		const who = await debtor();
		await who.portal.payments.claim(said(who, 'one', { amountMinor: 60_000n }));
		await who.portal.payments.claim(said(who, 'one-again', { amountMinor: 60_000n }));
		expect(await restsOn(who.invoice.id)).toMatchObject([{ amountMinor: 60_000n }]);
		await who.portal.payments.claim(
			said(who, 'two', { amountMinor: 30_000n, paidOn: localDate('2026-03-03') })
		);
		expect((await restsOn(who.invoice.id)).map(({ amountMinor }) => amountMinor)).toEqual([
			60_000n,
			30_000n
		]);
		await pay(who, 70_000n);
		expect(await restsOn(who.invoice.id)).toMatchObject([{ amountMinor: 20_000n }]);
		expect((await who.portal.customers.account()).overdue).toEqual([
			{ minor: 10_000n, currency: 'EUR' }
		]);
	});

	it('of a part of several asks how much of each, and takes his word for it', async () => {
		const who = await debtor();
		const younger = await buildInvoice(ours.inside, who.customer, {
			dueOn: localDate('2026-02-25')
		});
		const both = { invoiceIds: [younger.id, who.invoice.id] };
		const part = said(who, 'part', { ...both, amountMinor: 99_999n });
		await expect(who.portal.payments.claim(part)).rejects.toMatchObject({
			message: 'claim_parts_unknown'
		});
		const of = (minor: bigint) => ({
			...part,
			parts: [{ invoiceId: younger.id, amountMinor: minor }]
		});
		await expect(who.portal.payments.claim(of(99_998n))).rejects.toMatchObject({
			message: 'claim_parts_sum'
		});
		await expect(who.portal.payments.claim(of(100_001n))).rejects.toMatchObject({
			message: 'claim_part_above'
		});
		const { claimId } = await who.portal.payments.claim(of(99_999n));
		expect((await who.portal.payments.claimed({ claimId })).numbers).toEqual([younger.number]);
		expect(await holdsOn(who.invoice.id)).toEqual([]);
		expect(await holdsOn(younger.id)).toMatchObject([{ amountMinor: 99_999n }]);
		expect(await who.portal.payments.form({ invoiceIds: [] })).toMatchObject({
			what: 'overdue',
			transfers: [{ amountMinor: 100_001n }]
		});
	});

	it('without an amount is about all that is asked for, and comes once', async () => {
		const who = await debtor();
		const all = said(who, 'all', { amountMinor: undefined });
		const { claimId } = await who.portal.payments.claim(all);
		expect(await who.portal.payments.claim(all)).toEqual({ claimId });
		expect(await who.portal.payments.claimed({ claimId })).toMatchObject({
			amountMinor: 100_000n
		});
	});

	it('not found ends the pause, and the customer reads it', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(said(who, 'lost'));
		await collector().payments.answerClaim({
			claimId,
			verdict: 'not_found',
			note: 'Rien sur le compte'
		});
		expect((await holdsOn(who.invoice.id))[0]!.releasedAt).not.toBeNull();
		expect((await who.portal.customers.account()).overdue).toEqual([
			{ minor: 100_000n, currency: 'EUR' }
		]);
		expect(await eventsOf(who)).toEqual(['claim_not_found', 'claim_received', 'payment_claimed']);
		expect((await who.portal.payments.claimed({ claimId })).verdict).toBe('not_found');
		const told = { verdict: 'not_found', decidedOn: '2026-03-03', amountMinor: 100_000n };
		expect((await who.portal.payments.form({ invoiceIds: [] })).said).toMatchObject([
			{ ...told, note: 'Rien sur le compte', invoices: [{ number: who.invoice.number }] }
		]);
		expect((await who.portal.invoices.show({ invoiceId: who.invoice.id })).paid).toMatchObject([
			told
		]);
		await expect(
			collector().payments.answerClaim({ claimId, verdict: 'found' })
		).rejects.toMatchObject({ message: 'conflict' });
	});

	it('found, nothing is asked until the payment is booked, whatever day it becomes', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(said(who, 'found'));
		await collector().payments.answerClaim({ claimId, verdict: 'found' });
		expect(await restsOn(who.invoice.id)).toMatchObject([
			{ kind: 'payment_announced', untilOn: null, paymentClaimId: claimId }
		]);
		expect(await eventsOf(who)).toEqual(['claim_found', 'claim_received', 'payment_claimed']);
		const waiting = async () =>
			(await collector().customers.heard()).filter(
				({ customer }) => customer.code === who.customer.code
			);
		try {
			setClock(new Date('2026-03-13T09:00:00Z'));
			expect(await waiting()).toMatchObject([{ what: 'not_booked' }]);
			await pay(who, 40_000n);
			expect(await restsOn(who.invoice.id)).toMatchObject([
				{ untilOn: null, amountMinor: 60_000n }
			]);
			expect(await waiting()).toEqual([]);
			expect((await who.portal.customers.account()).overdue).toEqual([]);
			await pay(who, 60_000n);
			expect(await restsOn(who.invoice.id)).toEqual([]);
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('said of two invoices and found, one payment settles both as it was said, whichever is older', async () => {
		const who = await debtorOf(ours, [LATE, '2026-02-25']);
		const [older, younger] = who.invoices;
		const { claimId } = await who.portal.payments.claim(
			said(who, 'two', {
				...{ invoiceIds: [older!.id, younger!.id], amountMinor: 100_000n },
				parts: [
					{ invoiceId: older!.id, amountMinor: 60_000n },
					{ invoiceId: younger!.id, amountMinor: 40_000n }
				]
			})
		);
		await collector().payments.answerClaim({ claimId, verdict: 'found' });
		await collector().payments.record({
			...{ paymentId: uuidv7(), customerId: who.customer.id, amountMinor: 100_000n },
			...{ receivedOn: localDate('2026-03-03'), currency: 'EUR' }
		} as never);
		expect([...(await restsOn(older!.id)), ...(await restsOn(younger!.id))]).toEqual([]);
		const { open, overdue } = await who.portal.customers.account();
		expect(open.map(({ id, restMinor }) => [id, restMinor])).toEqual([
			[older!.id, 40_000n],
			[younger!.id, 60_000n]
		]);
		expect(overdue).toEqual([{ minor: 100_000n, currency: 'EUR' }]);
	});

	it.each(['2026-03-05', '2026-03-20'])(
		'settles what he named, whenever its pause ended: booked on %s',
		async (day) => {
			const who = await debtorOf(ours, [LATE, '2026-02-25']);
			const named = who.invoices[1]!;
			const { claimId } = await who.portal.payments.claim(
				said(who, `named-${day}`, { invoiceIds: [named.id], amountMinor: 60_000n })
			);
			setClock(new Date(`${day}T09:00:00Z`));
			try {
				const payment = { paymentId: uuidv7(), customerId: who.customer.id, currency: 'EUR' };
				const { shares } = await collector().payments.record({
					...{ ...payment, amountMinor: 60_000n, receivedOn: localDate(day) }
				});
				expect(shares).toEqual([{ invoiceId: named.id, amountMinor: 60_000n }]);
				expect((await who.portal.payments.claimed({ claimId })).isBooked).toBe(true);
			} finally {
				setClock(TEST_INSTANT);
			}
		}
	);

	it('not found, or booked already, it names nothing any more', async () => {
		const who = await debtorOf(ours, [LATE, '2026-02-25']);
		const [older, named] = who.invoices;
		const about = { invoiceIds: [named!.id], amountMinor: 60_000n };
		const payment = { customerId: who.customer.id, currency: 'EUR', amountMinor: 60_000n };
		const record = async () => {
			const { shares } = await collector().payments.record({
				...{ ...payment, paymentId: uuidv7(), receivedOn: localDate('2026-03-03') }
			});
			return shares.map(({ invoiceId, amountMinor }) => [invoiceId, amountMinor]);
		};
		const { claimId } = await who.portal.payments.claim(said(who, 'gone', about));
		await collector().payments.answerClaim({ claimId, verdict: 'not_found' });
		expect(await record()).toEqual([[older!.id, 60_000n]]);
		// Said again, and said twice: looked for again, and one payment.
		for (const key of ['anew', 'twice']) await who.portal.payments.claim(said(who, key, about));
		expect(await record()).toEqual([[named!.id, 60_000n]]);
		expect(await record()).toEqual([
			[older!.id, 40_000n],
			[named!.id, 20_000n]
		]);
	});

	it('its receipt says what became of it: resting, over, not found, found, booked', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(said(who, 'receipt'));
		const receipt = async () => {
			const { verdict, rests, isBooked, isOpen, decisionNote } = await who.portal.payments.claimed({
				claimId
			});
			return { verdict, rests, isBooked, isOpen, decisionNote };
		};
		const open = { verdict: null, rests: true, isBooked: false, isOpen: true, decisionNote: '' };
		try {
			expect(await receipt()).toEqual(open);
			setClock(new Date('2026-03-20T09:00:00Z'));
			expect(await receipt()).toEqual({ ...open, rests: false });
			const form = await who.portal.payments.form({ invoiceIds: [] });
			expect(form).toMatchObject({ isAskedAgain: true, transfers: [{ amountMinor: 100_000n }] });
			const note = 'Quelle banque ?';
			await collector().payments.answerClaim({ claimId, verdict: 'not_found', note });
			const missing = { ...open, rests: false, verdict: 'not_found', decisionNote: note };
			expect(await receipt()).toEqual(missing);
			await pay(who, 100_000n);
			expect(await receipt()).toEqual({ ...missing, isBooked: true, isOpen: false });
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('what is asked for is not said to hold what was reported of another invoice', async () => {
		const who = await debtorOf(ours, [LATE, '2026-02-25']);
		const { claimId } = await who.portal.payments.claim(said(who, 'other'));
		await collector().payments.answerClaim({ claimId, verdict: 'not_found' });
		const asked = async (place: number) =>
			(await who.portal.payments.form({ invoiceIds: [who.invoices[place]!.id] })).isAskedAgain;
		expect([await asked(0), await asked(1)]).toEqual([true, false]);
	});

	it('what was reported and is asked again is said however many reports came after', async () => {
		const who = await debtorOf(ours, [LATE, '2026-02-25']);
		const { claimId } = await who.portal.payments.claim(said(who, 'first'));
		await collector().payments.answerClaim({ claimId, verdict: 'not_found' });
		const later = { invoiceIds: [who.invoices[1]!.id], amountMinor: 1_000n };
		for (const key of ['a', 'b', 'c', 'd', 'e'])
			await who.portal.payments.claim(said(who, key, later));
		const form = await who.portal.payments.form({ invoiceIds: [who.invoice.id] });
		expect(form.said).toHaveLength(5);
		expect(form.isAskedAgain).toBe(true);
	});

	it('is answered to who is still a contact, at the address he has now', async () => {
		const answered = async (who: Debtor, key: string) => {
			const { claimId } = await who.portal.payments.claim(said(who, key));
			return async () => {
				await collector().payments.answerClaim({ claimId, verdict: 'found' });
				return (await mailsOf(who)).filter(({ facts }) => facts.event === 'claim_found');
			};
		};
		const gone = await debtor();
		const answerGone = await answered(gone, 'gone');
		await inside((unit) => removeContact(unit, gone.contact.id));
		expect(await answerGone()).toEqual([]);
		const moved = await debtor();
		const answerMoved = await answered(moved, 'moved');
		const { name, phone, role, language, timeZone } = moved.contact;
		const email = `moved-${moved.contact.id}@m1.test`;
		await inside((unit) =>
			editContact(unit, moved.contact.id, { name, phone, role, language, timeZone, email })
		);
		expect(await answerMoved()).toMatchObject([{ toEmail: email }]);
	});

	it('found after a part of it was booked, the rest of it rests until it is', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(said(who, 'booked'));
		await pay(who, 40_000n);
		await collector().payments.answerClaim({ claimId, verdict: 'found' });
		expect(await restsOn(who.invoice.id)).toMatchObject([{ untilOn: null, amountMinor: 60_000n }]);
	});

	it('twice, each rests until its own money is booked', async () => {
		const who = await debtor();
		const first = await who.portal.payments.claim(said(who, 'a', { amountMinor: 30_000n }));
		const other = { amountMinor: 50_000n, paidOn: localDate('2026-03-01') };
		const second = await who.portal.payments.claim(said(who, 'b', other));
		for (const { claimId } of [first, second])
			await collector().payments.answerClaim({ claimId, verdict: 'found' });
		await pay(who, 30_000n);
		expect(await restsOn(who.invoice.id)).toMatchObject([{ amountMinor: 50_000n }]);
		const due = async () => (await who.portal.customers.account()).overdue;
		expect(await due()).toEqual([{ minor: 20_000n, currency: 'EUR' }]);
		await pay(who, 50_000n);
		expect(await restsOn(who.invoice.id)).toEqual([]);
		expect(await due()).toEqual([{ minor: 20_000n, currency: 'EUR' }]);
	});

	it('however often it is said, the answers leave the reminders their place in the week', async () => {
		const who = await debtor();
		for (const [place, paidOn] of ['2026-03-01', '2026-03-02'].entries())
			await who.portal.payments.claim(
				said(who, `again-${place}`, { amountMinor: 10_000n, paidOn: localDate(paidOn) })
			);
		await who.portal.promises.make({
			...{ invoiceIds: [who.invoice.id], days: [localDate('2026-03-11')], language: 'fr' },
			idempotencyKey: `week-${who.invoice.id}`
		});
		expect(
			(await mailsOf(who)).filter(({ toEmail }) => toEmail === who.contact.email)
		).toHaveLength(3);
		const recent = await inside((unit) => recentMailsOf(unit, [who.customer.id]));
		expect(recent(who.customer.id, who.contact.email)).toBe(0);
	});

	it('found after the money of another one was booked, all of it rests', async () => {
		const who = await debtor();
		await who.portal.payments.claim(said(who, 'mine', { amountMinor: 30_000n }));
		const other = { amountMinor: 50_000n, paidOn: localDate('2026-03-01') };
		const { claimId } = await who.portal.payments.claim(said(who, 'later', other));
		await pay(who, 30_000n);
		await collector().payments.answerClaim({ claimId, verdict: 'found' });
		expect(await restsOn(who.invoice.id)).toMatchObject([{ untilOn: null, amountMinor: 50_000n }]);
	});

	it('said again within a month pauses nothing more, but somebody hears of it', async () => {
		const who = await debtor();
		try {
			await who.portal.payments.claim(said(who, 'first'));
			setClock(new Date('2026-03-12T09:00:00Z'));
			const { claimId } = await who.portal.payments.claim(said(who, 'second'));
			expect((await who.portal.payments.claimed({ claimId })).untilOn).toBeNull();
			expect(await holdsOn(who.invoice.id)).toHaveLength(1);
			expect(await eventsOf(who)).toEqual([
				'claim_again',
				'claim_received',
				'payment_claimed',
				'payment_claimed'
			]);
			const again = (await mailsOf(who)).find(({ facts }) => facts.event === 'claim_again');
			expect(again!.facts).not.toHaveProperty('on');
			const fresh = await buildInvoice(ours.inside, who.customer, {
				dueOn: localDate('2026-02-21')
			});
			await who.portal.payments.claim(
				said(who, 'some', {
					invoiceIds: [who.invoice.id, fresh.id],
					amountMinor: 200_000n
				})
			);
			const some = (await mailsOf(who)).find(({ facts }) => facts.event === 'claim_received_some');
			expect(some!.facts).toMatchObject({ resting: fresh.number, on: '2026-03-19' });
			setClock(new Date('2026-04-12T09:00:00Z'));
			await who.portal.payments.claim(said(who, 'third'));
			expect(await holdsOn(who.invoice.id)).toHaveLength(2);
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('sent twenty times at once is one, and other words with its key are refused', async () => {
		const who = await debtor();
		const sent = await Promise.all(
			Array.from({ length: 20 }, () => who.portal.payments.claim(said(who, 'many')))
		);
		expect(new Set(sent.map(({ claimId }) => claimId)).size).toBe(1);
		expect(await eventsOf(who)).toHaveLength(2);
		await expect(
			who.portal.payments.claim(said(who, 'many', { amountMinor: 1n }))
		).rejects.toMatchObject({ message: 'key_reused' });
		// A proof that was added on the way back is another wish too: it is not dropped in silence.
		await expect(
			who.portal.payments.claim(said(who, 'many', { files: [pdf] }))
		).rejects.toMatchObject({ message: 'key_reused' });
	});

	it('today is the day of whoever paid: in the far east it is a day ahead', async () => {
		const who = await debtor();
		try {
			setClock(new Date('2026-03-03T15:30:00Z'));
			const inTokyo = { paidOn: localDate('2026-03-04') };
			await who.portal.payments.claim(said(who, 'tokyo', inTokyo));
			const nowhere = { paidOn: localDate('2026-03-05') };
			await expect(who.portal.payments.claim(said(who, 'nowhere', nowhere))).rejects.toMatchObject({
				message: 'paid_in_future'
			});
			expect((await who.portal.customers.frame()).latestDay).toBe('2026-03-04');
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it.each([
		['tomorrow', { paidOn: localDate('2026-03-04') }, 'paid_in_future'],
		['nothing', { amountMinor: 0n }, 'amount_not_positive'],
		['in another currency', { currency: 'USD' }, 'one_currency'],
		['of no invoice', { invoiceIds: [] }, 'invoice_required']
	])('%s is refused', async (_, more, code) => {
		const who = await debtor();
		await expect(who.portal.payments.claim(said(who, code, more))).rejects.toMatchObject({
			message: code
		});
		expect(await holdsOn(who.invoice.id)).toEqual([]);
	});

	it('about what belongs to somebody else is not found', async () => {
		const who = await debtor();
		for (const invoiceId of [ours.account.overdue.id, other.account.overdue.id])
			await expect(
				who.portal.payments.claim(said(who, invoiceId, { invoiceIds: [invoiceId] }))
			).rejects.toMatchObject({ message: 'not_found' });
	});
});

describe('what to pay', () => {
	it('is what is overdue, undisputed and unpromised, with the exact reference', async () => {
		const { portal } = callerFor(await portalScopeOf(ours.neighbour.portalPath));
		const { transfers, what } = await portal.payments.form({ invoiceIds: [] });
		expect(what).toBe('overdue');
		expect(transfers).toMatchObject([
			{
				currency: 'EUR',
				amountMinor: 160_000n,
				deductedMinor: 0n,
				reference: 'M2 M2-overdue M2-contested'
			}
		]);
		expect((await portal.customers.account()).overdue).toEqual([
			{ minor: 160_000n, currency: 'EUR' }
		]);
	});

	it('of an invoice paid meanwhile says so, of a foreign one nothing', async () => {
		const who = await debtor();
		const second = await buildInvoice(ours.inside, who.customer, {
			dueOn: localDate('2026-02-21')
		});
		await pay(who, 100_000n);
		expect(await who.portal.payments.form({ invoiceIds: [who.invoice.id] })).toMatchObject({
			settled: [who.invoice.number],
			transfers: []
		});
		const both = await who.portal.payments.form({ invoiceIds: [who.invoice.id, second.id] });
		expect(both).toMatchObject({
			settled: [who.invoice.number],
			transfers: [{ amountMinor: 100_000n }]
		});
		for (const id of [ours.account.overdue.id, other.account.overdue.id])
			await expect(
				who.portal.payments.form({ invoiceIds: [who.invoice.id, id] })
			).rejects.toMatchObject({ message: 'not_found' });
	});

	it('of one invoice carries its number, of two currencies is two transfers, one with a code', async () => {
		const who = await debtor();
		const dollars = await buildInvoice(ours.inside, who.customer, {
			currency: 'USD',
			dueOn: localDate('2026-02-21')
		});
		const one = await who.portal.payments.form({ invoiceIds: [dollars.id] });
		expect(one.transfers).toMatchObject([
			{ currency: 'USD', reference: dollars.number, squares: null }
		]);
		const both = await who.portal.payments.form({ invoiceIds: [] });
		expect(both.transfers.map(({ currency }) => currency).sort()).toEqual(['EUR', 'USD']);
	});
});

describe('a message', () => {
	it('reaches staff with its files, and is handled once', async () => {
		const who = await debtor();
		const { messageId } = await who.portal.customers.write(
			question('files', { invoiceIds: [who.invoice.id], files: [pdf] })
		);
		const list = () => collector().customers.messages({ customerId: who.customer.id });
		expect(await list()).toMatchObject([
			{ kind: 'question', numbers: [who.invoice.number], files: [{ name: 'avis.pdf' }] }
		]);
		await collector().customers.handleMessage({ messageId });
		expect((await list())[0]!.handledBy).toBe('collector m');
		await expect(collector().customers.handleMessage({ messageId })).rejects.toMatchObject({
			message: 'conflict'
		});
		expect(await eventsOf(who)).toEqual(['question']);
	});

	it('answered on its page, leaves once to whoever asked, in his language, and stays with the question', async () => {
		const who = await debtor();
		const { messageId } = await who.portal.customers.write(
			question('answered', { language: 'de' })
		);
		const answerIt = (answer: string) => collector().customers.handleMessage({ messageId, answer });
		await expect(answerIt('  ')).rejects.toMatchObject({ message: 'message_required' });
		await answerIt('Der Preis vom 12. März gilt.');
		await expect(answerIt('Noch einmal.')).rejects.toMatchObject({ message: 'conflict' });
		const [heard] = await collector().customers.messages({ customerId: who.customer.id });
		expect(heard).toMatchObject({
			handledBy: 'collector m',
			handledNote: 'Der Preis vom 12. März gilt.'
		});
		const sent = await unitOfWork(ours.inside, (unit) =>
			unit.tx.select().from(delivery).where(eq(delivery.customerId, who.customer.id))
		);
		const answers = sent.filter(
			({ facts }) => (facts as { event?: string }).event === 'question_answered'
		);
		expect(answers).toMatchObject([
			{
				...{ mail: 'account-update', language: 'de' },
				facts: { text: 'Der Preis vom 12. März gilt.', on: '2026-03-03' }
			}
		]);
	});

	it('whose link is not known any more goes to the contact who has the address it came from', async () => {
		const who = await debtor();
		const { customer } = who;
		const [first] = (await collector().customers.page({ code: customer.code })).contacts;
		const messageId = uuidv7();
		await unitOfWork(ours.inside, ({ tx, now }) =>
			tx.insert(accountMessage).values({
				...{ organisationId: customer.organisationId, id: messageId, customerId: customer.id },
				...{ kind: 'question', body: 'Un relevé ?', language: 'fr', idempotencyKey: 'no link' },
				...{ byName: first!.name, byEmail: first!.email.toUpperCase(), at: now }
			})
		);
		await collector().customers.handleMessage({ messageId, answer: 'Le voici.' });
		const sent = await unitOfWork(ours.inside, (unit) =>
			unit.tx.select().from(delivery).where(eq(delivery.customerId, customer.id))
		);
		expect(sent).toContainEqual(
			expect.objectContaining({
				toEmail: first!.email,
				facts: expect.objectContaining({ event: 'question_answered', text: 'Le voici.' })
			})
		);
	});

	it('of somebody who is a contact no more is not lost in a mail to nobody', async () => {
		const who = await debtor();
		const { messageId } = await who.portal.customers.write(question('gone'));
		const [first] = (await collector().customers.page({ code: who.customer.code })).contacts;
		await unitOfWork(ours.desk.collector, (unit) => removeContact(unit, first!.id));
		await expect(
			collector().customers.handleMessage({ messageId, answer: 'Voici.' })
		).rejects.toMatchObject({ message: 'asker_gone' });
		expect(
			(await collector().customers.messages({ customerId: who.customer.id }))[0]
		).toMatchObject({ handledAt: null });
	});

	it('of somebody whose mails come back is not lost in one that comes back', async () => {
		const who = await debtor();
		const { messageId } = await who.portal.customers.write(question('bounced'));
		const [first] = (await collector().customers.page({ code: who.customer.code })).contacts;
		await asOwner('update contact set bounced_at = now() where id = $1', [first!.id]);
		await expect(
			collector().customers.handleMessage({ messageId, answer: 'Voici.' })
		).rejects.toMatchObject({ message: 'asker_bounced' });
		expect(
			(await collector().customers.messages({ customerId: who.customer.id }))[0]
		).toMatchObject({ handledAt: null });
	});

	it('about the wrong person changes no contact', async () => {
		const who = await debtor();
		const contacts = async () =>
			(await collector().customers.page({ code: who.customer.code })).contacts;
		const before = await contacts();
		await who.portal.customers.write(
			question('wrong', { kind: 'wrong_person', body: 'Écrivez à julie@petit.test' })
		);
		expect(await contacts()).toEqual(before);
		expect(await eventsOf(who)).toEqual(['wrong_person']);
	});

	it('sent twenty times at once is one; other words with its key, none or a foreign invoice are refused', async () => {
		const who = await debtor();
		const sent = await Promise.all(
			Array.from({ length: 20 }, () => who.portal.customers.write(question('many')))
		);
		expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
		expect(await eventsOf(who)).toHaveLength(1);
		const refused = (more: object, key = 'many') =>
			who.portal.customers.write(question(key, more)).catch(({ message }) => message);
		expect(await refused({ body: 'Autre chose' })).toBe('key_reused');
		expect(await refused({ body: '  ' }, 'empty-one')).toBe('message_required');
		expect(await refused({ invoiceIds: [other.account.overdue.id] }, 'foreign')).toBe('not_found');
	});
});

it('a link says no more in a day than a person would; the next day and another link begin anew', async () => {
	const who = await debtor();
	const say = (place: number) =>
		who.portal.customers.write(question(`${who.customer.id}-${place}`));
	for (let place = 0; place < LINK_DAY.messages; place++) await say(place);
	await expect(say(LINK_DAY.messages)).rejects.toMatchObject({ message: 'too_often_today' });
	// What was said before is still answered under its key.
	await say(0);
	const another = await debtor();
	await another.portal.customers.write(question(`${another.customer.id}-other`));
	try {
		setClock(new Date('2026-03-04T09:00:00Z'));
		await say(LINK_DAY.messages);
	} finally {
		setClock(TEST_INSTANT);
	}
	for (let place = 0; place < LINK_DAY.claims; place++)
		await who.portal.payments.claim(said(who, `day-${place}`));
	await expect(who.portal.payments.claim(said(who, 'day-last'))).rejects.toMatchObject({
		message: 'too_often_today'
	});
});

it('a reply without words or a file is refused with what it may be', async () => {
	const { portal, invoice } = await debtor();
	const { reference } = await portal.disputes.open({
		...{ items: [{ invoiceId: invoice.id, claimedMinor: 10_000n }], reasonCode: 'other' },
		...{ explanation: 'Trop cher', requestedOutcome: 'OTH', language: 'fr' },
		idempotencyKey: `case-${invoice.id}`
	} as never);
	await expect(
		portal.disputes.reply({ reference, body: ' ', idempotencyKey: 'empty-reply' } as never)
	).rejects.toMatchObject({ cause: { code: 'reply_required', field: 'body' } });
});

it('many posts at once of one link never exceed its day', async () => {
	const who = await debtor();
	const many = <T>(count: number, send: (place: number) => Promise<T>) =>
		Promise.allSettled(Array.from({ length: count }, (_, place) => send(place)));
	const taken = (results: PromiseSettledResult<unknown>[]) =>
		results.filter(({ status }) => status === 'fulfilled').length;
	const refusals = (results: PromiseSettledResult<unknown>[]) =>
		new Set(results.flatMap((one) => (one.status === 'rejected' ? one.reason.message : [])));
	const most = Math.max(LINK_DAY.messages, LINK_DAY.claims);
	for (let place = 0; place < most - 3; place++) {
		await who.portal.customers.write(question(`before-${who.customer.id}-${place}`));
		await who.portal.payments.claim(said(who, `before-${place}`));
	}
	const messages = await many(8, (place) =>
		who.portal.customers.write(question(`once-${who.customer.id}-${place}`))
	);
	expect([taken(messages), [...refusals(messages)]]).toEqual([3, ['too_often_today']]);
	const claims = await many(8, (place) => who.portal.payments.claim(said(who, `once-${place}`)));
	expect([taken(claims), [...refusals(claims)]]).toEqual([3, ['too_often_today']]);
	const { reference } = await who.portal.disputes.open({
		...{ items: [{ invoiceId: who.invoice.id, claimedMinor: 10_000n }], reasonCode: 'other' },
		...{ explanation: 'Trop cher', requestedOutcome: 'OTH', language: 'fr' },
		idempotencyKey: `case-${who.invoice.id}`
	} as never);
	const reply = (place: number) =>
		who.portal.disputes.reply({
			...{ reference, body: `Mot ${place}`, idempotencyKey: `reply-${place}-${who.invoice.id}` }
		} as never);
	for (let place = 0; place < CUSTOMER_DAY.replies - 3; place++) await reply(place);
	const replies = await many(8, (place) => reply(100 + place));
	expect([taken(replies), [...refusals(replies)]]).toEqual([3, ['customer_too_often']]);
});

it('of many cases the account shows twenty, those that go on first, and each that waits for him', async () => {
	const who = await debtor();
	const cases = [];
	for (let place = 0; place < 43; place++)
		cases.push(
			await buildDispute(ours.inside, who.invoice, {
				claimedMinor: 1n,
				status: place < 41 ? 'resolved' : place === 41 ? 'waiting_customer' : 'in_progress'
			})
		);
	const [waits, goesOn] = cases.slice(41).map(({ reference }) => reference);
	const pages = [];
	for (const page of [1, 2, 3, 9]) pages.push(await who.portal.customers.account({ cases: page }));
	expect(pages.map(({ cases: shown }) => shown.length)).toEqual([20, 20, 3, 3]);
	expect(pages.map(({ casePage }) => casePage)).toEqual(
		[1, 2, 3, 3].map((page) => ({ page, pages: 3, found: 43 }))
	);
	const first = pages[0]!.cases.slice(0, 2).map(({ reference }) => reference);
	expect(first.sort()).toEqual([waits, goesOn].sort());
	expect(pages.map(({ yourTurn }) => yourTurn)).toEqual(pages.map(() => [waits]));
	const all = pages.slice(0, 3).flatMap(({ cases: shown }) => shown.map(({ id }) => id));
	expect(new Set(all).size).toBe(43);
});

it('of many invoices the account shows fifty, and its sums are of all', async () => {
	const who = await debtor();
	for (let place = 0; place < 60; place++)
		await buildInvoice(ours.inside, who.customer, {
			number: `MANY-${place}`,
			dueOn: localDate('2026-02-01')
		});
	const first = await who.portal.customers.account();
	expect([first.open.length, first.pages, first.found, first.searchable]).toEqual([
		50,
		2,
		61,
		true
	]);
	const second = await who.portal.customers.account({ page: 2 });
	expect(second.open).toHaveLength(11);
	expect(second.overdue).toEqual([{ minor: 6_100_000n, currency: 'EUR' }]);
	const found = await who.portal.customers.account({ q: 'many-59' });
	expect(found.open.map(({ number }) => number)).toEqual(['MANY-59']);
	expect(found.overdue).toEqual(second.overdue);
});

describe('what waits behind twenty newer ones', () => {
	const mine = ({ customer }: Debtor) => ({ customerId: customer.id });

	it('a payment that was told of is still there to be answered', async () => {
		const who = await debtor();
		const { claimId } = await who.portal.payments.claim(said(who, 'first', { amountMinor: 100n }));
		const later: string[] = [];
		for (let place = 1; place <= 22; place++)
			later.push(
				(
					await who.portal.payments.claim(
						said(who, `later-${place}`, { amountMinor: BigInt(place) })
					)
				).claimId
			);
		for (const one of later)
			await collector().payments.answerClaim({ claimId: one, verdict: 'not_found', note: 'Rien' });
		const shown = (await collector().payments.claims(mine(who))).map(({ id }) => id);
		// Of those that are answered the latest twenty, the latest first; what waits is always among them.
		expect(shown).toEqual([...later.slice(2).reverse(), claimId]);
		await collector().payments.answerClaim({ claimId, verdict: 'not_found', note: 'Rien' });
	});

	it('a message is still there to be answered', async () => {
		const who = await debtor();
		const write = (place: number) =>
			who.portal.customers.write(question(`behind-${place}-${who.invoice.id}`));
		const { messageId } = await write(0);
		for (let place = 1; place <= 22; place++) await write(place);
		const shown = (await collector().customers.messages(mine(who))).map(({ id }) => id);
		expect(shown).toHaveLength(23);
		expect(shown.at(-1)).toBe(messageId);
	});

	it('a payment is still said on the page of its invoice and on the statement', async () => {
		const who = await debtor();
		await who.portal.payments.claim(said(who, 'said', { amountMinor: 60_000n }));
		const second = await buildInvoice(ours.inside, who.customer, {
			dueOn: localDate('2026-02-21')
		});
		for (let place = 1; place <= 21; place++)
			await who.portal.payments.claim(
				said(who, `other-${place}`, { invoiceIds: [second.id], amountMinor: BigInt(place) })
			);
		const page = await who.portal.invoices.show({ invoiceId: who.invoice.id });
		expect(page.paid).toMatchObject([{ amountMinor: 60_000n }]);
		const { said: stated } = await who.portal.statement.page();
		expect(stated).toHaveLength(22);
		expect(stated.map(({ numbers }) => numbers)).toContainEqual([who.invoice.number]);
	});
});
