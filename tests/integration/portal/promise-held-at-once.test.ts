import { eq } from 'drizzle-orm';
import { render } from 'svelte/server';
import { beforeAll, expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { delivery } from '$lib/server/db/schema/delivery';
import { renderMail } from '$lib/server/mail/render';
import PromisePage from '../../../src/routes/p/[token]/promise/+page.svelte';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, LATE, type Debtor } from './debtor';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const day = (later: number) => addDays(localDate('2026-03-03'), later);

const debtor = (company: Company, count: number): Promise<Debtor> =>
	debtorOf(company, Array<string>(count).fill(LATE));

let wishes = 0;
const promise = ({ portal, invoices }: Debtor, place: number, later = 10) =>
	portal.promises.make({
		...{ invoiceIds: [invoices[place]!.id], days: [day(later)], language: 'fr' as const },
		idempotencyKey: `held-at-once-${++wishes}`
	});

/** The form as it reads, without tags. */
async function formOf(who: Debtor) {
	const pledge = await who.portal.promises.form();
	const frame = await who.portal.customers.frame();
	const data = { ...frame, base: '/p/x', pledge, gone: 0, query: '', made: null };
	const { body } = render(PromisePage, { props: { data, form: null } as never });
	return { pledge, words: body.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ') };
}

const AT_ONCE = 'votre date est acceptée aussitôt';
const DECIDED = 'Aucune date n’est acceptée aussitôt';
const GOES_ON = 'D’ici là rien n’est convenu, et les relances continuent';

test('whoever kept his word reads up to which day his date holds at once, and it does', async () => {
	const who = await debtor(ours, 1);
	const { pledge, words } = await formOf(who);
	expect(pledge.held).toBe('all');
	expect(words).toContain(AT_ONCE);
	expect(words).toContain('Envoyer ma promesse');
	expect(words).toContain('ne vous relance pas sur cette somme jusqu’à ce jour inclus');
	expect((await promise(who, 0, 30)).decided).toBe(true);
});

test('after a broken promise no date is said to be accepted, and none is', async () => {
	const [who, elsewhere] = [await debtor(ours, 2), await debtor(other, 1)];
	await promise(who, 0, 1);
	try {
		setClock(new Date('2026-03-10T09:00:00Z'));
		const { pledge, words } = await formOf(who);
		expect(pledge.held).toBe('nothing');
		expect(words).toContain(DECIDED);
		expect(words).toContain('Une promesse précédente n’a pas été tenue. Vous demandez une date');
		expect(words).toContain('Envoyer ma demande');
		expect(words).toContain(GOES_ON);
		expect(words).not.toContain(AT_ONCE);
		expect(words).not.toContain('ne vous relance pas');
		expect((await promise(who, 1)).decided).toBe(false);
		expect((await formOf(elsewhere)).pledge.held).toBe('all');
	} finally {
		setClock(TEST_INSTANT);
	}
});

test('with as many open promises as there may be, the next one is decided by a person', async () => {
	const who = await debtor(ours, 4);
	for (const place of [0, 1]) await promise(who, place);
	expect((await formOf(who)).pledge.held).toBe('all');
	await promise(who, 2);
	const { pledge, words } = await formOf(who);
	expect(pledge.held).toBe('nothing');
	expect(words).toContain(DECIDED);
	expect((await promise(who, 3)).decided).toBe(false);
});

test('what was taken back is decided; beside another invoice the page says so before it is ticked', async () => {
	const who = await debtor(ours, 1);
	for (let times = 2; times > 0; times--) {
		const { promiseId } = await promise(who, 0);
		await who.portal.promises.withdraw({ promiseId });
	}
	expect((await formOf(who)).pledge.held).toBe('nothing');
	who.invoices.push(
		await buildInvoice(ours.inside, who.customer, { dueOn: localDate('2026-02-21') })
	);
	const { pledge, words } = await formOf(who);
	expect(pledge.held).toBe('some');
	expect(words).toContain('sauf si vous cochez une facture déjà promise puis retirée');
	expect(words).toContain('une fois la date acceptée, ne vous relance pas');
	expect((await promise(who, 1)).decided).toBe(true);
});

test('a refusal names a day that would do only while one would', async () => {
	const who = await debtor(ours, 2);
	const { promiseId } = await promise(who, 0, 45);
	await promise(who, 1, 1);
	const other = await debtor(ours, 1);
	const early = await promise(other, 0, 45);
	await refuse(early.promiseId);
	expect((await other.portal.promises.made(early)).isOnlyTooFar).toBe(true);
	try {
		setClock(new Date('2026-03-10T09:00:00Z'));
		await refuse(promiseId);
		expect((await who.portal.promises.made({ promiseId })).isOnlyTooFar).toBe(false);
		const sent = await unitOfWork(ours.inside, ({ tx }) =>
			tx.select().from(delivery).where(eq(delivery.customerId, who.customer.id))
		);
		const told = sent.find(({ facts }) => facts.event === 'promise_refused')?.facts;
		expect(told).toMatchObject({ text: 'Trop loin' });
		expect(told).not.toHaveProperty('on');
		const { text } = await renderMail('account-update', 'fr', told as never);
		expect(text).toContain('nous en décidons et vous répondons par e-mail');
		expect(text).not.toContain('acceptons aussitôt');
	} finally {
		setClock(TEST_INSTANT);
	}
});

const refuse = (promiseId: string) =>
	callerFor(ours.desk.approver).desk.promises.decide({
		...{ promiseId, verdict: 'refused', note: 'Trop loin' }
	});
