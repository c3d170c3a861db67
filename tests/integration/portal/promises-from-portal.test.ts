import { and, eq } from 'drizzle-orm';
import { render } from 'svelte/server';
import { beforeAll, describe, expect, it } from 'vitest';
import PromiseMade from '$lib/components/portal/PromiseMade.svelte';
import WaitingRequests from '$lib/components/portal/WaitingRequests.svelte';
import { addDays, localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { delivery } from '$lib/server/db/schema/delivery';
import { promise } from '$lib/server/db/schema/promises';
import { evidenceOf } from '$lib/server/evidence';
import { lockInvoices } from '$lib/server/invoices/lock-invoices';
import AccountPage from '../../../src/routes/p/[token]/+page.svelte';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildInvoice, buildPayment, buildPortalLink } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { howManyWait } from '../../support/waiting';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, type Debtor } from './debtor';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const today = localDate('2026-03-03');
const day = (later: number) => addDays(today, later);

const debtor = (): Promise<Debtor> => debtorOf(ours);

const wish = ({ invoice }: Debtor, key: string, more: object = {}) => ({
	invoiceIds: [invoice.id],
	days: [day(10)],
	language: 'fr' as const,
	idempotencyKey: `wish-${key}-${invoice.id}`,
	...more
});
const rowsOf = ({ customer }: Debtor) =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx.select().from(promise).where(eq(promise.customerId, customer.id)).orderBy(promise.dueOn)
	);
const mailsOf = ({ customer }: Debtor) =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx
			.select({ facts: delivery.facts, to: delivery.toEmail })
			.from(delivery)
			.where(and(eq(delivery.customerId, customer.id)))
	).then((rows) => rows.map(({ facts, to }) => [facts.event, to]));

/** The page of a promise as it reads on a day, tags and narrow spaces apart. */
async function pageOn(who: Debtor, promiseId: string, now: string) {
	const body = await htmlOn(who, promiseId, now);
	// What he sent stays as it was that day: not what the page says today.
	const [banner, , next] = body.split(/<section.*?>|<\/section>/s);
	return `${banner} ${next}`.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ');
}

/** Its one button that stands out. */
async function primaryOn(who: Debtor, promiseId: string, now: string) {
	const body = await htmlOn(who, promiseId, now);
	const [primary, ...others] = [...body.matchAll(/<a [^>]*class="[^"]*primary[^>]*>([^<]*)</g)];
	expect(others).toEqual([]);
	return primary![1];
}

async function htmlOn(who: Debtor, promiseId: string, now: string): Promise<string> {
	setClock(new Date(now));
	const made = await who.portal.promises.made({ promiseId });
	const { body } = render(PromiseMade, {
		props: {
			...{ base: '/p/token', query: '', creditor: 'X', timeZone: 'Europe/Paris', made },
			...{ latestAtOnce: made.standsOn, who: { holder: who.contact, acting: '' } }
		}
	});
	return body;
}

const approver = () => callerFor(ours.desk.approver).desk;

/** The page of the account as it reads on a day. */
async function accountOn(who: Debtor, now: string) {
	setClock(new Date(now));
	const account = await who.portal.customers.account();
	const frame = await who.portal.customers.frame();
	const data = { ...frame, base: '/p/x', account, view: {}, isTooMany: false };
	const { body } = render(AccountPage, { props: { data } as never });
	return body.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ');
}

describe('a promise within the policy', () => {
	it('holds at once, and keeps the words that were shown', async () => {
		const who = await debtor();
		const made = await who.portal.promises.make(wish(who, 'once'));
		expect(made.decided).toBe(true);
		const [row] = await rowsOf(who);
		expect(row).toMatchObject({
			source: 'portal',
			madeByKind: 'customer',
			madeByName: who.contact.name,
			beyond: [],
			planId: null,
			language: 'fr'
		});
		expect(row!.linkId).not.toBeNull();
		expect(row!.shownText.replace(/\s/g, ' ')).toContain('1 000,00 €, le vendredi 13 mars 2026');
		expect(row!.shownText).toContain('heure d’Europe centrale');
		expect(evidenceOf(row!.shownText.split('\n')).shownSha256).toBe(row!.shownSha256);
		const shown = await who.portal.promises.made({ promiseId: made.promiseId });
		expect(shown).toMatchObject({ standing: 'open', canWithdraw: true });
		expect(shown.lines.join('\n')).toBe(row!.shownText);
		const account = await who.portal.customers.account();
		expect(account.overdue).toEqual([]);
		expect(account.overduePromised).toEqual([{ minor: 100_000n, currency: 'EUR' }]);
		expect((await mailsOf(who)).sort()).toEqual([
			['promise_made', 'compta@menuiserie.test'],
			['promise_received', who.contact.email]
		]);
	});

	it('is said to be mailed only while the mail is on its way, and to whoever made it', async () => {
		const who = await debtor();
		const colleague = await buildContact(ours.inside, who.customer);
		const link = await buildPortalLink(ours.inside, colleague);
		const beside = { ...who, portal: callerFor(await portalScopeOf(link)).portal };
		const { promiseId } = await who.portal.promises.make(wish(who, 'mailed'));
		const mailed = 'Vous recevez ce texte par e-mail';
		try {
			const now = TEST_INSTANT.toISOString();
			expect(await pageOn(who, promiseId, now)).toContain(mailed);
			expect(await pageOn(beside, promiseId, now)).not.toContain(mailed);
			const later = await pageOn(who, promiseId, '2026-03-04T09:00:00Z');
			expect(later).toContain(
				'pour le vendredi 13 mars : aucune relance sur ces 1 000,00 € jusqu’au mardi 17 mars inclus'
			);
			expect(later).not.toContain(mailed);
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('is mailed with what was shown and what was written beside it', async () => {
		const who = await debtor();
		const note = 'En deux fois, comme convenu au téléphone.';
		await who.portal.promises.make(wish(who, 'note', { note }));
		const sent = await unitOfWork(ours.inside, ({ tx }) =>
			tx.select().from(delivery).where(eq(delivery.customerId, who.customer.id))
		);
		const texts = sent.map(({ facts }) => String(facts.text));
		expect(texts).toHaveLength(2);
		for (const text of texts)
			expect(text).toMatch(/^Promesse de paiement[^]+\n\nEn deux fois, comme convenu/);
	});

	it('is looked for between its day and the day it counts as broken', async () => {
		const who = await debtor();
		const { promiseId } = await who.portal.promises.make(wish(who, 'grace'));
		try {
			// Promised for Friday the 13th, waited for until Tuesday.
			const last = await pageOn(who, promiseId, '2026-03-13T22:30:00Z');
			expect(last).toContain('jusqu’au mardi 17 mars inclus');
			const before = await accountOn(who, '2026-03-13T22:30:00Z');
			expect(before).toContain('Aucune relance sur cette somme jusqu’au 17 mars 2026 inclus.');
			const page = await pageOn(who, promiseId, '2026-03-17T09:00:00Z');
			expect(page).toContain('Promis pour le vendredi 13 mars : ce jour est passé');
			expect(page).toContain('jusqu’au mardi 17 mars inclus');
			expect(page).toContain('Payer la somme promise');
			expect(page).not.toContain('C’est noté');
			const alone = await accountOn(who, '2026-03-17T09:00:00Z');
			expect(alone).toContain('1 000,00 € promis pour le 13 mars 2026 : ce jour est passé');
			expect(alone).not.toContain('Aucune relance sur cette somme');
			await buildInvoice(ours.inside, who.customer, { dueOn: localDate('2026-02-21') });
			const words = await accountOn(who, '2026-03-17T09:00:00Z');
			expect(words).toContain('qui était promise pour le 13 mars 2026 au plus tard : 1 000,00 €');
			expect(words).toContain('1 000,00 € promis pour le 13 mars 2026 : ce jour est passé');
			expect(words).toContain('sans relance sur cette somme jusqu’au 17 mars 2026 inclus.');
			expect(words).toMatch(/Était promise pour le 13 mars 2026 : .* jusqu’au 17 mars 2026 inclus/);
			const broken = await pageOn(who, promiseId, '2026-03-18T09:00:00Z');
			expect(broken).toContain('le vendredi 13 mars, est passé et tout n’est pas arrivé à temps');
			// Paying comes first, a new date second.
			expect(broken).toMatch(
				/Payer la somme promise.*Proposer une autre date.*Toutes vos factures/
			);
			expect(page).toMatch(/Toutes vos factures.*Payer la somme promise/);
			expect(page).not.toContain('Proposer une autre date');
			expect(await primaryOn(who, promiseId, '2026-03-18T09:00:00Z')).toBe(
				'Payer la somme promise'
			);
			expect(await primaryOn(who, promiseId, '2026-03-17T09:00:00Z')).toBe('Toutes vos factures');
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('that was missed is named on the account, with its page, until another one stands', async () => {
		const who = await debtor();
		const { promiseId } = await who.portal.promises.make(
			wish(who, 'missed', { amountMinor: 40_000n })
		);
		try {
			const missed = await accountOn(who, '2026-03-18T09:00:00Z');
			expect(missed).toContain('400,00 € promis pour le 13 mars 2026, non reçus à temps');
			expect(missed).toContain('Voir la promesse');
			const [shown] = (await who.portal.customers.account()).open;
			expect(shown).toMatchObject({ promise: null, missed: { promiseIds: [promiseId] } });
			// Another one waits for an answer: until then the first is what was agreed to.
			const next = await who.portal.promises.make(wish(who, 'next', { days: ['2026-03-27'] }));
			expect(next.decided).toBe(false);
			expect(await accountOn(who, '2026-03-18T10:00:00Z')).toContain('non reçus à temps');
			await approver().promises.decide({ promiseId: next.promiseId, verdict: 'approved' });
			expect(await accountOn(who, '2026-03-18T11:00:00Z')).not.toContain('non reçus à temps');
			// Paid, nothing is left to tell of either.
			await buildPayment(ours.inside, who.invoice, 100_000n);
			expect(await accountOn(who, '2026-03-18T12:00:00Z')).not.toContain('Voir la promesse');
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('of a part leaves the rest to be asked for', async () => {
		const who = await debtor();
		await who.portal.promises.make(wish(who, 'part', { amountMinor: 40_000n }));
		expect((await who.portal.customers.account()).overdue).toEqual([
			{ minor: 60_000n, currency: 'EUR' }
		]);
		const form = await who.portal.promises.form();
		expect(form.invoices).toMatchObject([{ id: who.invoice.id, freeMinor: 60_000n }]);
	});

	it('is taken back by whoever made it, and asked for again', async () => {
		const who = await debtor();
		const { promiseId } = await who.portal.promises.make(wish(who, 'back'));
		await who.portal.promises.withdraw({ promiseId });
		expect((await rowsOf(who))[0]).toMatchObject({ withdrawnBy: who.contact.name });
		expect((await who.portal.customers.account()).overdue).toEqual([
			{ minor: 100_000n, currency: 'EUR' }
		]);
		// The answer was lost on its way: sent again, it is done.
		await who.portal.promises.withdraw({ promiseId });
		expect(await rowsOf(who)).toHaveLength(1);
		const events = (await mailsOf(who)).map(([event]) => event);
		expect(events.filter((event) => event === 'promise_withdrawn')).toHaveLength(1);
	});

	it('is made once, however often it is sent', async () => {
		const who = await debtor();
		const sent = await Promise.all(
			Array.from({ length: 20 }, () => who.portal.promises.make(wish(who, 'twenty')))
		);
		expect(new Set(sent.map(({ promiseId }) => promiseId)).size).toBe(1);
		expect(await rowsOf(who)).toHaveLength(1);
		expect(await mailsOf(who)).toHaveLength(2);
	});

	it('with another content under the same key is not the old one', async () => {
		const who = await debtor();
		await who.portal.promises.make(wish(who, 'other'));
		await expect(
			who.portal.promises.make(wish(who, 'other', { days: [day(12)] }))
		).rejects.toMatchObject({ message: 'key_reused' });
		expect(await rowsOf(who)).toMatchObject([{ dueOn: day(10) }]);
	});
});

describe('a promise that was taken back', () => {
	const again = async (who: Debtor, key: string) => who.portal.promises.make(wish(who, key));
	const back = async (who: Debtor, key: string) => {
		const made = await again(who, key);
		await who.portal.promises.withdraw({ promiseId: made.promiseId });
		return made.decided;
	};

	it('holds once more; the third one of an invoice is decided by a person', async () => {
		const who = await debtor();
		expect(await back(who, 'one')).toBe(true);
		expect((await who.portal.promises.form()).invoices).toMatchObject([{ wasTakenBack: false }]);
		expect(await back(who, 'two')).toBe(true);
		expect((await who.portal.promises.form()).invoices).toMatchObject([{ wasTakenBack: true }]);
		const { promiseId, decided } = await again(who, 'three');
		expect(decided).toBe(false);
		expect(await who.portal.promises.made({ promiseId })).toMatchObject({
			standing: 'to_decide',
			why: 'taken_back'
		});
		expect((await rowsOf(who)).find(({ id }) => id === promiseId)?.beyond).toEqual(['taken_back']);
		expect((await who.portal.customers.account()).overdue).toHaveLength(1);
		// A request that was taken back held nothing: it does not count.
		await who.portal.promises.withdraw({ promiseId });
		const told = (await mailsOf(who)).map(([event]) => event);
		expect(told.filter((event) => event === 'promise_withdrawn')).toHaveLength(2);
		expect(told.filter((event) => event === 'request_withdrawn')).toHaveLength(1);
		// Another invoice is another promise.
		await buildInvoice(ours.inside, who.customer, { dueOn: localDate('2026-02-21') });
		const forms = (await who.portal.promises.form()).invoices;
		const fresh = forms.find(({ id }) => id !== who.invoice.id)!;
		const made = await who.portal.promises.make(wish(who, 'new', { invoiceIds: [fresh.id] }));
		expect(made.decided).toBe(true);
	});

	it('is decided by a person at once where the money was waited for', async () => {
		const who = await debtor();
		const { promiseId } = await again(who, 'waited');
		try {
			// In the days of grace.
			setClock(new Date('2026-03-16T09:00:00Z'));
			await who.portal.promises.withdraw({ promiseId });
			const next = await who.portal.promises.make(wish(who, 'next', { days: ['2026-04-10'] }));
			expect(next.decided).toBe(false);
			// Remembered for ninety days.
			setClock(new Date('2026-06-15T09:00:00Z'));
			expect((await who.portal.promises.form()).invoices).toMatchObject([{ wasTakenBack: false }]);
		} finally {
			setClock(TEST_INSTANT);
		}
	});
});

describe('a plan', () => {
	it('is one promise of several payments, counted, decided and taken back as one', async () => {
		const who = await debtor();
		const days = [day(7), day(14), day(21)];
		const { promiseId } = await who.portal.promises.make(wish(who, 'plan', { days }));
		const rows = await rowsOf(who);
		expect(rows.map(({ dueOn }) => dueOn)).toEqual(days);
		expect(new Set(rows.map(({ planId }) => planId)).size).toBe(1);
		const { parts } = await who.portal.promises.made({ promiseId });
		expect(parts.map(({ amounts }) => amounts[0]!.minor)).toEqual([33_333n, 33_333n, 33_334n]);
		const each = days.map((on, place) => ({ on, minor: place === 2 ? 33_334n : 33_333n }));
		expect((await who.portal.customers.account()).open).toMatchObject([
			{ state: 'promised', promise: { minor: 100_000n, on: day(21), parts: each } }
		]);
		const { promises } = await who.portal.statement.page();
		expect(promises.map(({ on, amount }) => ({ on, minor: amount.minor }))).toEqual(each);
		// Each payment with its own day, in the words that are kept.
		const chosen = rows[0]!.shownText.split('\n').filter((line) => line.includes('333,3'));
		expect(chosen).toEqual([
			expect.stringMatching(/333,33.* le mardi 10 mars 2026/),
			expect.stringMatching(/333,33.* le mardi 17 mars 2026/),
			expect.stringMatching(/333,34.* le mardi 24 mars 2026/)
		]);
		// Two more are within the three that may be open: a plan is one.
		for (const key of ['second', 'third']) {
			await buildInvoice(ours.inside, who.customer, { dueOn: localDate('2026-02-21') });
			const made = await who.portal.promises.make(wish(who, key, { invoiceIds: [] }));
			expect(made.decided).toBe(true);
		}
		await who.portal.promises.withdraw({ promiseId });
		expect((await rowsOf(who)).filter(({ withdrawnAt }) => withdrawnAt)).toHaveLength(3);
	});

	it('says which day has passed, and which payments are still waited for', async () => {
		const who = await debtor();
		const days = [day(7), day(28)];
		const { promiseId } = await who.portal.promises.make(wish(who, 'missed', { days }));
		try {
			const missed = await pageOn(who, promiseId, '2026-03-20T09:00:00Z');
			expect(missed).toContain('500,00 € promis pour le mardi 10 mars : non reçu à temps');
			expect(missed).toContain(
				'500,00 € pour le mardi 31 mars : aucune relance à ce sujet jusqu’au jeudi 2 avril inclus.'
			);
			await buildPayment(ours.inside, who.invoice, 50_000n);
			const late = await pageOn(who, promiseId, '2026-03-21T09:00:00Z');
			expect(late).toContain('500,00 € promis pour le mardi 10 mars : payé après ce jour');
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('says of each payment how it stands, and promises nothing about a day that is over', async () => {
		const who = await debtor();
		const days = [day(7), day(14), day(21)];
		const { promiseId } = await who.portal.promises.make(wish(who, 'all-missed', { days }));
		try {
			// Wednesday 25 March: the first two are broken, the third is waited for until Thursday.
			const page = await pageOn(who, promiseId, '2026-03-25T09:00:00Z');
			expect(page).toContain('333,33 € promis pour le mardi 10 mars : non reçu à temps');
			expect(page).toContain('333,33 € promis pour le mardi 17 mars : non reçu à temps');
			expect(page).toContain('333,34 € promis pour le mardi 24 mars : ce jour est passé');
			expect(page).toContain('jusqu’au jeudi 26 mars inclus');
			expect(page).not.toContain('C’est noté');
			const over = await pageOn(who, promiseId, '2026-03-27T09:00:00Z');
			expect(over).toContain('333,34 € promis pour le mardi 24 mars : non reçu à temps');
			expect(over).not.toContain('sans relance');
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('promises nothing about a payment that was taken back after another was missed', async () => {
		const who = await debtor();
		const days = [day(7), day(28)];
		const { promiseId } = await who.portal.promises.make(wish(who, 'missed-back', { days }));
		try {
			setClock(new Date('2026-03-20T09:00:00Z'));
			await who.portal.promises.withdraw({ promiseId });
			const page = await pageOn(who, promiseId, '2026-03-20T09:30:00Z');
			expect(page).toContain('500,00 € promis pour le mardi 31 mars : promesse retirée');
			expect(page).not.toContain('sans relance');
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('lists no payment again that is paid', async () => {
		const who = await debtor();
		const days = [day(7), day(28)];
		const { promiseId } = await who.portal.promises.make(wish(who, 'half-kept', { days }));
		await buildPayment(ours.inside, who.invoice, 50_000n);
		try {
			const page = await pageOn(who, promiseId, '2026-03-20T09:00:00Z');
			expect(page).toContain('500,00 € pour le mardi 31 mars : aucune relance');
			expect(page).not.toContain('10 mars');
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('has no more payments than the policy says, in the order of their days', async () => {
		const who = await debtor();
		const make = (days: string[]) =>
			who.portal.promises.make(wish(who, days.join(), { days: days.map(localDate) }));
		await expect(make([day(1), day(2), day(3), day(4)])).rejects.toMatchObject({
			message: 'promise_too_many_parts'
		});
		await expect(make([day(5), day(4)])).rejects.toMatchObject({ message: 'promise_days_order' });
		expect(await rowsOf(who)).toEqual([]);
	});

	it('is refused at the payment whose day will not do', async () => {
		const who = await debtor();
		const make = (...days: ReturnType<typeof day>[]) =>
			who.portal.promises.make(wish(who, days.join(), { days }));
		await expect(make(day(2), day(5), day(400))).rejects.toMatchObject({
			cause: { code: 'promise_too_far', field: 'day3' }
		});
		await expect(make(day(2), day(400), day(5))).rejects.toMatchObject({
			cause: { code: 'promise_too_far', field: 'day2' }
		});
		await expect(make(day(2), day(5), day(4))).rejects.toMatchObject({
			cause: { code: 'promise_days_order', field: 'day3' }
		});
	});
});

describe('a promise beyond the policy', () => {
	const asked = async () => {
		const who = await debtor();
		const made = await who.portal.promises.make(wish(who, 'far', { days: [day(45)] }));
		expect(made.decided).toBe(false);
		expect((await who.portal.customers.account()).overdue).toHaveLength(1);
		return { ...who, promiseId: made.promiseId };
	};
	it('waits in sight, and is not asked for twice', async () => {
		const who = await asked();
		const waiting = [{ on: day(45), amounts: [{ minor: 100_000n, currency: 'EUR' }] }];
		expect((await who.portal.customers.account()).requests).toMatchObject(waiting);
		expect((await who.portal.promises.form()).waiting).toMatchObject(waiting);
		await expect(
			who.portal.promises.make(wish(who, 'again', { days: [day(50)] }))
		).rejects.toMatchObject({ message: 'promise_waits' });
		expect((await who.portal.promises.make(wish(who, 'sooner'))).decided).toBe(true);
	});

	it('is told to whoever may decide about it, each once, beside the address of the house', async () => {
		const who = await asked();
		await who.portal.promises.make(wish(who, 'far', { days: [day(45)] }));
		const told = (await mailsOf(who)).filter(([event]) => event === 'promise_to_decide');
		const { approver, admin } = ours.users;
		expect(told.map(([, to]) => to).sort()).toEqual(
			['compta@menuiserie.test', approver.email, admin.email].sort()
		);
	});

	it('that is refused is told on the account, until another one stands or the news is old', async () => {
		const who = await asked();
		const requests = async () => (await who.portal.customers.account()).requests;
		const { promiseId } = who;
		await callerFor(ours.desk.approver).desk.promises.decide({
			...{ promiseId, verdict: 'refused', note: 'Le 15 mars au plus tard.' }
		} as never);
		expect(await requests()).toMatchObject([{ promiseId, isRefused: true, on: day(45) }]);
		const { body } = render(WaitingRequests, {
			props: { base: '/p/x', requests: await requests() }
		});
		expect(body.replaceAll(/<[^>]+>|\s+/g, ' ')).toContain(
			'Votre demande de délai n’a pas été acceptée : 1 000,00 € pour le 17 avr. 2026.'
		);
		try {
			setClock(new Date(TEST_INSTANT.getTime() + 15 * 86_400_000));
			expect(await requests()).toEqual([]);
			setClock(new Date(TEST_INSTANT.getTime() + 60_000));
			await who.portal.promises.make(wish(who, 'nearer'));
			expect(await requests()).toEqual([]);
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('nobody answered in time is told so, holds no other up, and is told no more once another stands', async () => {
		const who = await debtor();
		const { promiseId } = await who.portal.promises.make(wish(who, 'late', { days: [day(45)] }));
		const requests = async () => (await who.portal.customers.account()).requests;
		try {
			// Asked for Friday 17 April.
			setClock(new Date('2026-04-17T09:00:00Z'));
			expect(await requests()).toMatchObject([{ promiseId, isUnanswered: false }]);
			const page = await pageOn(who, promiseId, '2026-04-20T09:00:00Z');
			expect(page).toContain('Personne n’a répondu à votre demande de délai avant son jour');
			expect(page).toContain('Proposer une autre date');
			expect(await requests()).toMatchObject([{ promiseId, isUnanswered: true }]);
			const staff = await callerFor(ours.desk.approver).desk.promises.list({
				standing: 'to_decide'
			});
			expect(staff.promises.map(({ id }) => id)).toContain(promiseId);
			const days = [localDate('2026-06-15')];
			await who.portal.promises.make(wish(who, 'anew', { days }));
			expect(await requests()).toMatchObject([{ on: '2026-06-15', isUnanswered: false }]);
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('in instalments came to nothing with its first day, which both pages name, and is taken back as long as somebody may agree to it', async () => {
		const who = await debtor();
		const days = [day(10), day(45)];
		const { promiseId } = await who.portal.promises.make(wish(who, 'parts', { days }));
		const words = async () =>
			render(WaitingRequests, {
				props: { base: '', requests: (await who.portal.customers.account()).requests }
			}).body.replaceAll(/<[^>]+>|\s+/g, ' ');
		const said =
			'avant son premier jour, le 13 mars 2026 : 1 000,00 € en plusieurs versements. Rien n’est convenu';
		try {
			// Friday 13 March is the day of the first: an answer would still come in time.
			const page = await pageOn(who, promiseId, '2026-03-13T09:00:00Z');
			expect(page).toContain('Votre demande de délai');
			expect(page).toContain('Retirer cette demande');
			expect(page).toContain('les relances continuent comme aujourd’hui');
			expect(page).not.toContain('promesse');
			expect(await words()).toContain('à l’étude : 1 000,00 € pour le 17 avr. 2026');
			const over = await pageOn(who, promiseId, '2026-03-14T09:00:00Z');
			expect(over).toContain(said);
			expect(over).toContain('Retirer cette demande');
			expect(await words()).toContain(said);
			const gone = await pageOn(who, promiseId, '2026-03-18T09:00:00Z');
			expect(gone).not.toContain('Retirer');
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('that was taken back says that nothing had been agreed', async () => {
		const who = await asked();
		await who.portal.promises.withdraw({ promiseId: who.promiseId });
		const page = await pageOn(who, who.promiseId, TEST_INSTANT.toISOString());
		expect(page).toContain('Votre demande est retirée. Rien n’était convenu');
		expect(page).not.toContain('reprennent');
	});

	it('that somebody agreed to is a promise, and taken back as one', async () => {
		const who = await asked();
		await approver().promises.decide({ promiseId: who.promiseId, verdict: 'approved' });
		const page = await pageOn(who, who.promiseId, TEST_INSTANT.toISOString());
		expect(page).toContain('Votre promesse de paiement');
		expect(page).toContain('Retirer cette promesse');
		// The mail of the answer has another text.
		expect(page).not.toContain('Vous recevez ce texte par e-mail');
	});

	it('nobody answered is told no more once its invoice is paid', async () => {
		const who = await debtor();
		await who.portal.promises.make(wish(who, 'paid', { days: [day(45)] }));
		await buildPayment(ours.inside, who.invoice, 100_000n);
		try {
			setClock(new Date('2026-04-20T09:00:00Z'));
			expect((await who.portal.customers.account()).requests).toEqual([]);
		} finally {
			setClock(TEST_INSTANT);
		}
	});

	it('waits once, though two colleagues ask at the same moment', async () => {
		const who = await debtor();
		const begun = await unitOfWork(ours.inside, async (unit) => {
			await lockInvoices(unit, { customerId: who.customer.id });
			const both = Promise.allSettled([
				who.portal.promises.make(wish(who, 'one', { days: [day(45)] })),
				who.portal.promises.make(wish(who, 'two', { days: [day(46)] }))
			]);
			await expect.poll(howManyWait).toBe(2);
			return { both };
		});
		const made = await begun.both;
		expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await rowsOf(who)).toHaveLength(1);
	});

	it('holds nothing until somebody agrees, and the customer reads it', async () => {
		const who = await asked();
		await approver().promises.decide({ promiseId: who.promiseId, verdict: 'approved' });
		expect((await who.portal.promises.made({ promiseId: who.promiseId })).standing).toBe('open');
		expect(await mailsOf(who)).toContainEqual(['promise_approved', who.contact.email]);
		expect((await who.portal.customers.account()).overdue).toEqual([]);
	});

	it('is agreed to for what nobody promised meanwhile, and its mail says how much', async () => {
		const who = await asked();
		await who.portal.promises.make(wish(who, 'meanwhile', { amountMinor: 30_000n }));
		await approver().promises.decide({ promiseId: who.promiseId, verdict: 'approved' });
		const [, agreed] = (await who.portal.customers.account()).open[0]!.promise!.parts;
		expect(agreed).toEqual({ on: day(45), untilOn: day(49), minor: 70_000n, isPast: false });
		const sent = await unitOfWork(ours.inside, ({ tx }) =>
			tx.select().from(delivery).where(eq(delivery.customerId, who.customer.id))
		);
		expect(sent.find(({ facts }) => facts.event === 'promise_approved')?.facts).toMatchObject({
			amounts: [{ minor: '70000', currency: 'EUR' }],
			on: day(45),
			// Two working days later: it was a Friday.
			until: day(49)
		});
	});

	it('is not agreed to once everything is promised for another day', async () => {
		const who = await asked();
		const { promiseId } = who;
		await who.portal.promises.make(wish(who, 'meanwhile'));
		await expect(
			approver().promises.decide({ promiseId, verdict: 'approved' })
		).rejects.toMatchObject({ message: 'promise_nothing_free' });
		expect((await who.portal.promises.made({ promiseId })).standing).toBe('to_decide');
		await approver().promises.decide({ promiseId, verdict: 'refused', note: 'Déjà promis' });
	});

	it('is refused with the latest day that would do', async () => {
		const who = await asked();
		const { promiseId } = who;
		await approver().promises.decide({ promiseId, verdict: 'refused', note: 'Trop loin' });
		expect(await who.portal.promises.made({ promiseId })).toMatchObject({
			standing: 'refused',
			refusal: 'Trop loin'
		});
		const sent = await unitOfWork(ours.inside, ({ tx }) =>
			tx.select().from(delivery).where(eq(delivery.customerId, who.customer.id))
		);
		expect(sent.find(({ facts }) => facts.event === 'promise_refused')?.facts).toMatchObject({
			on: '2026-04-02',
			text: 'Trop loin',
			asked: { invoices: [who.invoice.number], parts: [{ on: day(45) }] }
		});
	});

	it('nobody would decide about is refused at once, with the latest day', async () => {
		const who = await debtor();
		await expect(
			who.portal.promises.make(wish(who, 'never', { days: [day(61)] }))
		).rejects.toMatchObject({
			cause: { code: 'promise_too_far', details: { day: '2 mai 2026' }, field: 'day' }
		});
		expect(await rowsOf(who)).toEqual([]);
	});
});

describe('what cannot be promised', () => {
	it.each([
		['more than is due', { amountMinor: 100_001n }, 'promise_above_due'],
		['nothing', { amountMinor: 0n }, 'amount_not_positive'],
		['yesterday', { days: [day(-1)] }, 'date_in_past']
	])('%s', async (_, more, code) => {
		const who = await debtor();
		await expect(who.portal.promises.make(wish(who, code, more))).rejects.toMatchObject({
			message: code
		});
	});

	it('what is contested or promised already', async () => {
		const { portal } = callerFor(await portalScopeOf(ours.neighbour.portalPath));
		const form = await portal.promises.form();
		expect(form.invoices.find(({ number }) => number === 'M2-contested')?.freeMinor).toBe(60_000n);
		const who = await debtor();
		await who.portal.promises.make(wish(who, 'first'));
		await expect(who.portal.promises.make(wish(who, 'again'))).rejects.toMatchObject({
			message: 'nothing_to_promise'
		});
	});

	it('an invoice or a promise of somebody else is not found', async () => {
		const [who, stranger] = [await debtor(), await debtor()];
		for (const invoiceId of [stranger.invoice.id, other.account.overdue.id])
			await expect(
				who.portal.promises.make(wish(who, invoiceId, { invoiceIds: [invoiceId] }))
			).rejects.toMatchObject({ message: 'not_found' });
		const { promiseId } = await stranger.portal.promises.make(wish(stranger, 'mine'));
		await expect(who.portal.promises.made({ promiseId })).rejects.toMatchObject({
			message: 'not_found'
		});
		await expect(who.portal.promises.withdraw({ promiseId })).rejects.toMatchObject({
			message: 'not_found'
		});
	});
});

it('the days that are offered are those of the creditor, whatever the clock of the machine', async () => {
	const who = await debtor();
	try {
		// 23:30 in Paris: still the 3rd.
		setClock(new Date('2026-03-03T22:30:00Z'));
		expect((await who.portal.promises.form()).quickDays).toEqual([
			'2026-03-06',
			'2026-03-13',
			'2026-03-31'
		]);
	} finally {
		setClock(TEST_INSTANT);
	}
});
