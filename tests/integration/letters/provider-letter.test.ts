import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkPromises } from '$lib/server/checks/check-promises';
import { findingsOf } from '$lib/server/checks/queries';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { historyOf } from '$lib/server/dunning/history';
import { chargesOf } from '$lib/server/late-charges/queries';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildPayment,
	type CustomerRow
} from '../../support/factories';
import { doorIn, startProvider, told, type ProviderServer } from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { day, deliveriesIn, noticesIn } from '../dunning/world';
import { SECRET } from '../delivery/text-world';
import { auditOf, letterOfNotice } from './world';

useDatabase();

let ours: Company;
let other: Company;
let provider: ProviderServer;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
	provider = await startProvider();
	for (const company of [ours, other]) await handOver(company);
});
beforeEach(() => {
	provider.mood = 'accept';
	provider.asked.length = 0;
	setClock(TEST_INSTANT);
});
afterAll(() => provider.close());

const TODAY = '2026-03-03';
const refusal = (code: string) => ({ cause: { code } });
const desk = (company = ours) => callerFor(company.desk.collector).desk;
const letters = (company = ours) => desk(company).letters;

/** Registered letters are printed and posted by a provider, and the step of today is one. */
async function handOver({ desk: { admin }, inside }: Company): Promise<void> {
	const channel = 'registered_letter';
	await callerFor(admin).desk.providers.set({ channel, url: provider.url, secret: SECRET });
	await followScenario(inside, { channel, requiresEarlierContact: false });
}

/** Owes 1,000.00 since January and as much since February. */
async function debtorOf({ inside }: Company) {
	const customer = await buildCustomer(inside, { address: '4 quai de Saône\n69002 Lyon' });
	await buildContact(inside, customer);
	const leader = await buildInvoice(inside, customer, { dueOn: day('2026-01-28') });
	const second = await owesMore(inside, customer);
	return { customer, leader, second };
}
const owesMore = (inside: Company['inside'], customer: CustomerRow) =>
	buildInvoice(inside, customer, { dueOn: day('2026-02-05') });

/** A letter somebody confirmed: it waits for the provider. */
async function handedLetter(company = ours) {
	const debtor = await debtorOf(company);
	await desk(company).dunning.runNow();
	const notice = async () => (await noticesIn(company.inside, debtor.customer.id))[0]!;
	const { id: noticeId, runId } = await notice();
	await desk(company).dunning.confirm({ noticeId });
	const { letterId } = await letterOfNotice(company, noticeId);
	const delivery = async () =>
		(await deliveriesIn(company.inside)).find((row) => row.noticeId === noticeId)!;
	const state = async () => (await letters(company).page({ letterId })).state;
	const asked = async () => {
		const { id } = await delivery();
		return provider.asked.filter(({ body }) => body.id === id).length;
	};
	const claims = async () => {
		const ids = [debtor.leader.id, debtor.second.id];
		const rows = await unitOfWork(company.inside, (unit) => chargesOf(unit, ids));
		return rows.map(({ decision }) => decision).sort();
	};
	return { ...debtor, noticeId, runId, letterId, notice, delivery, state, asked, claims };
}
const CLAIMED = ['claimed', 'claimed', 'claimed', 'claimed'];
const VOID = [...CLAIMED, 'void', 'void', 'void', 'void'];

describe('the last look at a letter of a provider', () => {
	test('keeps it here when the same sum is owed for other invoices', async () => {
		const { customer, second, notice, asked, claims } = await handedLetter();
		expect(await claims()).toEqual(CLAIMED);
		await buildPayment(ours.inside, second);
		await owesMore(ours.inside, customer);
		await deliverDue();
		expect(await asked()).toBe(0);
		expect(await notice()).toMatchObject({
			status: 'cancelled',
			reasons: ['amount_changed', 'skipped']
		});
		expect(await claims()).toEqual(VOID);
	});

	test('keeps it here when it is addressed to where nobody is any more', async () => {
		const { customer, notice, asked } = await handedLetter();
		await asOwner("update customer set address = '9 rue Neuve\n69001 Lyon' where id = $1", [
			customer.id
		]);
		await deliverDue();
		expect(await asked()).toBe(0);
		expect(await notice()).toMatchObject({ reasons: ['address_changed', 'skipped'] });
	});

	test('lets it leave once when nothing changed', async () => {
		const { asked, state, claims } = await handedLetter();
		await Promise.all([deliverDue(), deliverDue()]);
		expect(await asked()).toBe(1);
		expect(await state()).toBe('posted');
		expect(await claims()).toEqual(CLAIMED);
	});
});

describe('a letter in the hands of a provider', () => {
	test('is not ours to print, to post or to withhold', async () => {
		const { letterId, runId, state } = await handedLetter();
		expect(await state()).toBe('with_provider');
		await letters().print({ runId, sides: 'one' });
		expect(await letters().page({ letterId })).toMatchObject({ printFileId: null, late: false });
		expect(await letters().post({ letterIds: [letterId], on: TODAY })).toBe(0);
		for (const refused of [
			() => letters().withhold({ letterId, reason: 'Réglé' }),
			() => letters().takeBack({ letterId })
		])
			await expect(refused()).rejects.toMatchObject(refusal('conflict'));
		expect((await letters().list({ state: 'with_provider' })).counts.with_provider).toBe(1);
		await deliverDue();
		expect(await state()).toBe('posted');
		for (const refused of [
			() => letters().unpost({ letterId }),
			() => letters().takeBack({ letterId })
		])
			await expect(refused()).rejects.toMatchObject(refusal('conflict'));
	});

	test('who refused it is taken back, printed here, and never asked for again', async () => {
		const { letterId, runId, state, asked, delivery, claims } = await handedLetter();
		provider.mood = 'reject';
		await deliverDue();
		expect(await state()).toBe('provider_failed');
		await expect(letters(other).takeBack({ letterId })).rejects.toMatchObject(refusal('not_found'));
		await letters().takeBack({ letterId });
		expect(await state()).toBe('to_print');
		provider.mood = 'accept';
		setClock(new Date(TEST_INSTANT.getTime() + 3_600_000));
		await deliverDue();
		expect(await asked()).toBe(1);
		expect(await delivery()).toMatchObject({ status: 'cancelled' });
		await letters().print({ runId, sides: 'one' });
		expect(await state()).toBe('printed');
		expect(await letters().post({ letterIds: [letterId], on: TODAY })).toBe(1);
		expect(await claims()).toEqual(CLAIMED);
		expect(await auditOf(letterId)).toEqual([
			'letter.written',
			'letter.taken_back',
			'letter.printed',
			'letter.posted'
		]);
	});

	test('who gave no answer is told apart, and may be taken back too', async () => {
		const { letterId, noticeId, state } = await handedLetter();
		await asOwner("update delivery set status = 'unknown' where notice_id = $1", [noticeId]);
		await asOwner("update notice set status = 'unknown' where id = $1", [noticeId]);
		expect(await state()).toBe('provider_unknown');
		expect(await letters().post({ letterIds: [letterId], on: TODAY })).toBe(0);
		await letters().takeBack({ letterId });
		expect(await state()).toBe('to_print');
	});

	test('who gave no answer and was given up among the messages, likewise', async () => {
		const { letterId, noticeId, state, delivery } = await handedLetter();
		await asOwner("update delivery set status = 'unknown' where notice_id = $1", [noticeId]);
		await asOwner("update notice set status = 'unknown' where id = $1", [noticeId]);
		await desk().delivery.giveUp({ deliveryId: (await delivery()).id });
		expect(await state()).toBe('provider_unknown');
		await letters().takeBack({ letterId });
		expect(await state()).toBe('to_print');
	});

	test('has a tracking number once it left, and none before', async () => {
		const { letterId } = await handedLetter();
		const track = () => letters().track({ letterId, trackingNumber: '1A 123 456 7890 1' });
		await expect(track()).rejects.toMatchObject(refusal('conflict'));
		await deliverDue();
		await track();
		expect((await letters().page({ letterId })).trackingNumber).toBe('1A12345678901');
	});
});

describe('what the provider of a registered letter tells', () => {
	const secret = 'a secret of at least twenty-four letters';
	const providers = () => callerFor(ours.desk.admin).desk.providers;
	const hear = (door: string, letter: { id: string }, kind: string) =>
		callerFor(null).providers.hear({
			door,
			...told(secret, { event: `${kind}:${letter.id}`, delivery: letter.id, kind })
		});

	test('puts in the post what nobody knew about, and only he is heard about it', async () => {
		await providers().set({ channel: 'registered_letter', url: provider.url, secret });
		const { state, delivery, claims } = await handedLetter();
		provider.mood = 'drop';
		await deliverDue();
		expect(await state()).toBe('provider_unknown');
		await providers().set({ channel: 'letter', url: provider.url, secret });
		const plain = (await providers().list()).find(({ channel }) => channel === 'letter')!;
		const its = await delivery();
		await expect(hear(doorIn(plain.callback), its, 'delivered')).rejects.toThrow('not_found');
		const mine = doorIn(provider.asked.at(-1)!.body.callback);
		await hear(mine, its, 'accepted');
		expect(await state()).toBe('posted');
		await hear(mine, its, 'delivered');
		const [message] = await desk().delivery.ofNotice({ noticeId: its.noticeId! });
		expect(message).toMatchObject({ status: 'sent', reports: [{ kind: 'delivered' }] });
		expect(await claims()).toEqual(CLAIMED);
	});

	test('does not put in the post what he refused, nor what was taken back to be printed here', async () => {
		await providers().set({ channel: 'registered_letter', url: provider.url, secret });
		const { state, delivery, letterId } = await handedLetter();
		provider.mood = 'drop';
		await deliverDue();
		const door = doorIn(provider.asked.at(-1)!.body.callback);
		await hear(door, await delivery(), 'refused');
		expect(await state()).toBe('provider_unknown');
		await letters().takeBack({ letterId });
		await hear(door, await delivery(), 'delivered');
		expect(await state()).toBe('to_print');
	});
});

describe('a letter its provider refused, posted by hand instead', () => {
	async function refusedLetter() {
		const made = await handedLetter();
		provider.mood = 'drop';
		await deliverDue();
		const door = doorIn(provider.asked.at(-1)!.body.callback);
		const { id: delivery } = await made.delivery();
		const hear = (event: string) =>
			callerFor(null).providers.hear({
				door,
				...told(SECRET, { event, delivery, kind: 'refused' })
			});
		const { id: customerId, code } = made.customer;
		const history = () => unitOfWork(ours.inside, (unit) => historyOf(unit, customerId));
		const alerts = async () =>
			(await desk().dunning.alerts()).customers.filter((alert) => alert.code === code);
		return { ...made, hear, history, alerts };
	}
	const returned = { counts: false, returned: true };
	beforeEach(async () => {
		const to = { channel: 'registered_letter', url: provider.url, secret: SECRET } as const;
		await callerFor(ours.desk.admin).desk.providers.set(to);
	});

	test('did not come back with that: it counts, and nobody is asked to look', async () => {
		const { letterId, hear, history, alerts } = await refusedLetter();
		await hear('no paper');
		expect(await history()).toMatchObject([returned]);
		expect(await alerts()).toMatchObject([{ reason: 'letter_came_back' }]);
		await letters().takeBack({ letterId });
		expect(await alerts()).toEqual([]);
		await letters().post({ letterIds: [letterId], on: TODAY });
		// The provider says it once more, under another name.
		await hear('still no paper');
		expect((await history())[0]).toMatchObject({ status: 'done', counts: true });
		expect((await history())[0]!.returned).toBeUndefined();
		expect(await alerts()).toEqual([]);
	});

	test('comes back to us, and is written again', async () => {
		const { letterId, hear, history, state } = await refusedLetter();
		await hear('no paper');
		await letters().takeBack({ letterId });
		await letters().post({ letterIds: [letterId], on: TODAY });
		await letters().cameBack({ letterId, reason: 'NPAI' });
		expect(await history()).toMatchObject([returned]);
		expect(await state()).toBe('returned');
		await letters().writeAgain({ letterId, address: '12 rue Neuve\n69001 Lyon' });
	});

	test('is refused still where it was only given up among the messages', async () => {
		const { hear, history, delivery } = await refusedLetter();
		await hear('no paper');
		await desk().delivery.giveUp({ deliveryId: (await delivery()).id });
		expect(await history()).toMatchObject([returned]);
	});
});

describe('the banner of late letters', () => {
	test('counts those a provider refused, until they are taken back and posted', async () => {
		const { letterId } = await handedLetter();
		provider.mood = 'reject';
		await deliverDue();
		expect((await letters().page({ letterId })).late).toBe(false);
		setClock(new Date('2026-03-05T08:00:00Z'));
		const others = await letters(other).late();
		const { count, refused } = await letters().late();
		expect((await letters().page({ letterId })).late).toBe(true);
		await letters().takeBack({ letterId });
		expect(await letters().late()).toMatchObject({ count, refused: refused - 1 });
		await letters().post({ letterIds: [letterId], on: TODAY });
		expect(await letters().late()).toMatchObject({ count: count - 1, refused: refused - 1 });
		expect(await letters(other).late()).toEqual(others);
	});
});

describe('what a letter that never left claimed is void', () => {
	test('when it was disputed before the provider had it', async () => {
		const { leader, second, notice, claims, asked } = await handedLetter();
		for (const invoice of [leader, second]) await buildDispute(ours.inside, invoice);
		await deliverDue();
		expect(await asked()).toBe(0);
		expect(await notice()).toMatchObject({ status: 'cancelled' });
		expect(await claims()).toEqual(VOID);
	});

	test('when a person gave it up', async () => {
		const { delivery, state, claims } = await handedLetter();
		await desk().delivery.giveUp({ deliveryId: (await delivery()).id });
		expect(await state()).toBe('withheld');
		expect(await claims()).toEqual(VOID);
	});

	test('when its run was cancelled, and its step is over: it is written once', async () => {
		const { runId, noticeId, notice, claims, state } = await handedLetter(other);
		const claimed = await claims();
		expect(claimed.length).toBeGreaterThan(0);
		await desk(other).runs.order({ runId, kind: 'cancel', note: 'Trop tôt' });
		expect(await notice()).toMatchObject({
			status: 'cancelled',
			reasons: ['run_cancelled', 'skipped']
		});
		expect(await claims()).toEqual([...claimed, ...claimed.map(() => 'void')]);
		setClock(new Date('2026-03-04T08:00:00Z'));
		await desk(other).dunning.runNow();
		expect(await notice()).toMatchObject({ id: noticeId, status: 'cancelled' });
		expect(await state()).toBe('withheld');
	});
});

describe('the number of a registered letter', () => {
	/** Posted by the provider; what he tells of it with a number. */
	async function posted() {
		const made = await handedLetter();
		await deliverDue();
		const { id: delivery } = await made.delivery();
		const [{ body } = { body: { callback: '' } }] = provider.asked.filter(
			({ body }) => body.id === delivery
		);
		return { ...made, callback: body.callback, deliveryId: delivery };
	}
	const shown = async (letterId: string) => (await letters().page({ letterId })).trackingNumber;

	async function tell(
		{ callback, deliveryId }: Awaited<ReturnType<typeof posted>>,
		tracking: string,
		kind = 'accepted'
	) {
		const event = { event: `${kind}:${tracking}`, delivery: deliveryId, kind, tracking };
		await callerFor(null).providers.hear({ door: doorIn(callback), ...told(SECRET, event) });
	}

	test('is kept as its provider tells it, once, and a person may correct it', async () => {
		const made = await posted();
		await tell(made, 'RR 12345678 5 FR');
		await tell(made, 'RR 12345678 5 FR');
		expect(await shown(made.letterId)).toBe('RR123456785FR');
		const tracked = (await auditOf(made.letterId)).filter((action) => action === 'letter.tracked');
		expect(tracked).toHaveLength(1);
		await letters().track({ letterId: made.letterId, trackingNumber: '1A 123 456 7890 1' });
		await tell(made, 'RR 12345678 5 FR', 'delivered');
		expect(await shown(made.letterId)).toBe('1A12345678901');
	});

	test('is not taken from whoever refused the letter, nor longer than a number', async () => {
		const made = await posted();
		await tell(made, 'RR123456785FR', 'refused');
		expect(await shown(made.letterId)).toBeNull();
		await expect(tell(made, 'x'.repeat(41))).rejects.toMatchObject(refusal('invalid_input'));
	});
});

describe('the hourly checks', () => {
	test('see a letter that a provider took although it was paid', async () => {
		const { leader, noticeId } = await handedLetter();
		await deliverDue();
		setClock(new Date(TEST_INSTANT.getTime() + 3_600_000));
		await buildPayment(ours.inside, leader);
		const vain = async () => {
			await checkPromises();
			const found = await unitOfWork(ours.inside, findingsOf);
			return found.find(({ check }) => check === 'asked_in_vain')?.count;
		};
		expect(await vain()).toBe(0);
		setClock(new Date(TEST_INSTANT.getTime() + 2 * 3_600_000));
		await asOwner(
			`update notice set content = jsonb_set(content::jsonb, '{claimedAt}', '"2026-03-03T23:30:00.000Z"', false) where id = $1`,
			[noticeId]
		);
		expect(await vain()).toBe(1);
	});
});
