import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { holdCustomer } from '$lib/server/customers/hold-customer';
import { editContact } from '$lib/server/customers/edit-contact';
import { unitOfWork } from '$lib/server/db/client';
import { deliverAll, deliverDue } from '$lib/server/delivery/deliver';
import { begin, giveBack } from '$lib/server/delivery/begin';
import type { OutgoingLetter } from '$lib/server/delivery/channels/letter';
import { claimGroup } from '$lib/server/delivery/claim-group';
import { retryDelivery } from '$lib/server/delivery/retry-delivery';
import { giveUpLostClaims } from '$lib/server/delivery/lost-claims';
import { mayBeReworded } from '$lib/server/dunning/reword-notice';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { forgetEnv } from '$lib/server/env';
import { lockInvoicesOf } from '$lib/server/invoices/lock-invoices';
import '$lib/server/jobs/notice-hooks';
import { bundle } from '../../support/bundle';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildDispute,
	buildOrganisation,
	buildPayment,
	buildUser,
	writeDispute
} from '../../support/factories';
import { startFaultySmtp, type FaultySmtp } from '../../support/faulty-smtp';
import { somebodyWaits } from '../../support/waiting';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { startWorker } from '../../support/workers';
import { day, debtor, deliveriesIn, noticesIn } from '../dunning/world';

useDatabase();

const SOON = { timeout: 15_000, interval: 10 };

let smtp: FaultySmtp;
let script: string;
let inside: SystemScope;
let debtors: Awaited<ReturnType<typeof debtor>>[];

beforeAll(async () => {
	smtp = await startFaultySmtp();
	process.env.SMTP_URL = `${smtp.url}?socketTimeout=4000`;
	process.env.SMTP_CONNECTIONS = '1';
	forgetEnv();
	script = await bundle('tests/support/sending-worker.ts');
});
afterAll(async () => {
	delete process.env.SMTP_CONNECTIONS;
	forgetEnv();
	await smtp.close();
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	await asOwner(`update delivery set status = 'cancelled' where status in ('planned', 'retry')`);
	smtp.accepted.length = 0;
	smtp.fault = null;
	smtp.onStage = () => {};
	inside = await buildOrganisation();
	debtors = await plannedFor(inside, 8);
});

async function plannedFor(organisation: SystemScope, count: number) {
	const made = [];
	for (let at = 0; at < count; at++) made.push(await debtor(organisation));
	expect(await runDunning(organisation)).toMatchObject({ notices: count });
	return made;
}

/** Of each customer, in the order they were made. The first is sent alone, to see whether anybody is there. */
async function fates(of = debtors) {
	const notices = await noticesIn(inside);
	return of.map(
		({ customer }) => notices.find(({ customerId }) => customerId === customer.id)!.status
	);
}
const mailsOf = async (status: string) =>
	(await deliveriesIn(inside)).filter((row) => row.status === status);
/** Addresses the server has, each as often as it got something. */
const reached = () => smtp.accepted.flatMap(({ to }) => to).sort();
const addressesOf = (of: typeof debtors) => of.map(({ contact }) => contact.email).sort();
/** Claimed with others, and nothing of them left. */
const waiting = async (): Promise<number> => {
	const [row] = await asOwner<{ waiting: number }>(
		`select count(*)::int as waiting from delivery where status = 'claimed' and begin_until is not null`
	);
	return row!.waiting;
};
/** When the server has the whole of it, before it says so. */
function atNthLetter(nth: number, work: () => void): void {
	let count = 0;
	smtp.onStage = (stage) => {
		if (stage === 'dot' && ++count === nth) work();
	};
}
const letMomentPass = () =>
	asOwner(`update delivery set begin_until = begin_until - interval '1 minute'
		where begin_until is not null`);

describe('reminders that are claimed together', () => {
	test('go through the same lines, whoever asks for them in this process', async () => {
		let underWay = 0;
		let most = 0;
		smtp.fault = { at: 'RCPT', how: 'delay' };
		smtp.onStage = (stage) => {
			if (stage === 'MAIL') most = Math.max(most, ++underWay);
			if (stage === 'dot') underWay--;
		};
		await Promise.all([deliverAll(), deliverAll()]);
		expect(reached()).toEqual(addressesOf(debtors));
		expect(most).toBe(1);
	});

	test('leave, but for those that were paid, disputed, paused or are addressed elsewhere since', async () => {
		const [, paid, disputed, paused, moved] = debtors;
		await buildPayment(inside, paid!.invoice);
		await buildDispute(inside, disputed!.invoice);
		await unitOfWork(inside, (unit) =>
			holdCustomer(unit, {
				customerId: paused!.customer.id,
				kind: 'manual',
				reason: 'Accord',
				untilOn: day('2026-03-10')
			})
		);
		const { name, phone, role, timeZone } = moved!.contact;
		await unitOfWork(inside, (unit) =>
			editContact(unit, moved!.contact.id, {
				...{ name, phone, role, timeZone, language: null },
				email: 'right@corrected.test'
			})
		);
		const theirs = await plannedFor(await buildOrganisation(), 3);
		const ids = (await deliveriesIn(inside)).map(({ id }) => id);
		const group = await claimGroup(inside, ids);
		const others = debtors.filter((one) => ![paid, disputed, paused, moved].includes(one));
		const addressed = group.claims.map(({ message }) => (message.content as OutgoingLetter).to);
		expect(addressed.sort()).toEqual(addressesOf(others));
		expect(await fates()).toEqual([
			'planned',
			...['cancelled', 'cancelled', 'cancelled', 'cancelled'],
			...['planned', 'planned', 'planned']
		]);
		const reasons = new Map(
			(await noticesIn(inside)).map((notice) => [notice.customerId, notice.reasons])
		);
		expect([paid, disputed, paused, moved].map((one) => reasons.get(one!.customer.id))).toEqual([
			['settled'],
			['disputed'],
			['held_customer'],
			['contact_changed']
		]);
		await giveBack(inside, ids, group);
		await deliverAll();
		expect(reached()).toEqual([...addressesOf(others), ...addressesOf(theirs)].sort());
		expect((await mailsOf('sent')).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1]);
	});

	test('wait for a dispute that is being opened, and let it win', async () => {
		const late = debtors[4]!;
		let delivering: Promise<number> | undefined;
		await unitOfWork(inside, async (unit) => {
			await lockInvoicesOf(unit, late.customer.id);
			delivering = deliverAll();
			await expect.poll(somebodyWaits, SOON).toBe(true);
			await writeDispute(unit, late.invoice);
		});
		await delivering;
		expect(reached()).toEqual(addressesOf(debtors.filter((one) => one !== late)));
		expect((await fates())[4]).toBe('cancelled');
	});

	test('are taken one by one when one of them cannot be written', async () => {
		const broken = debtors[3]!;
		await asOwner(
			`update delivery set to_email = 'no address' where customer_id = '${broken.customer.id}'`
		);
		await asOwner(`update contact set email = 'no address' where id = '${broken.contact.id}'`);
		await deliverAll();
		expect(reached()).toEqual(addressesOf(debtors.filter((one) => one !== broken)));
		expect((await fates())[3]).toBe('failed');
	});

	test('wait again when the server is gone in the middle, none of them tried', async () => {
		smtp.onStage = (stage) => {
			if (stage === 'MAIL' && smtp.accepted.length === 3)
				smtp.fault = { at: 'MAIL', how: 'disconnect' };
			if (stage === 'connect' && smtp.fault) smtp.fault = { at: 'connect', how: 'disconnect' };
		};
		expect(await deliverDue()).toBe(3);
		expect(await mailsOf('claimed')).toEqual([]);
		// Only those that were begun have been tried.
		const untried = await mailsOf('planned');
		expect(untried.length).toBeGreaterThanOrEqual(3);
		expect(untried.length + (await mailsOf('retry')).length).toBe(5);
		expect(untried.map((row) => [row.attempts, row.firstAttemptAt, row.beginUntil])).toEqual(
			untried.map(() => [0, null, null])
		);
		smtp.fault = null;
		smtp.onStage = () => {};
		setClock(new Date(TEST_INSTANT.getTime() + 600_000));
		await deliverAll();
		expect(reached()).toEqual(addressesOf(debtors));
	});

	test('of which a slow server takes one wait for nobody: they are looked at again', async () => {
		atNthLetter(2, () => {
			smtp.fault = { at: 'dot', how: 'silence' };
			smtp.onStage = (stage) => {
				if (stage === 'connect') smtp.fault = null;
			};
		});
		const delivering = deliverDue();
		await expect.poll(() => smtp.fault?.how, SOON).toBe('silence');
		expect(await waiting()).toBeGreaterThan(0);
		await expect.poll(waiting, SOON).toBe(0);
		const again = await mailsOf('planned');
		expect(again).toHaveLength(6);
		const doubted = debtors.find(({ customer }) => customer.id === again[0]!.customerId)!;
		await buildDispute(inside, doubted.invoice);
		await delivering;
		await deliverAll();
		expect(reached()).not.toContain(doubted.contact.email);
		expect(await mailsOf('unknown')).toHaveLength(1);
		expect(new Set(reached()).size).toBe(6);
	});
});

describe('a reminder that was given back', () => {
	const WORDS = { subject: 'Après notre appel', body: 'Comme promis', closing: '' };
	const rewordable = async () =>
		(await noticesIn(inside)).map((row) => mayBeReworded(row)).filter(Boolean).length;

	test('may be said in other words again, and says those', async () => {
		const user = await buildUser(inside, { role: 'collector' });
		const { review } = callerFor(deskScopeOf(user, inside)).desk;
		const ids = (await deliveriesIn(inside)).map(({ id }) => id);
		const group = await claimGroup(inside, ids);
		expect(await rewordable()).toBe(0);
		const [notice] = await noticesIn(inside);
		const order = { noticeId: notice!.id, seen: '', words: WORDS };
		await expect(review.reword(order)).rejects.toMatchObject({ cause: { code: 'conflict' } });
		await giveBack(inside, ids, group);
		expect(await rewordable()).toBe(8);
		await review.reword(order);
		await deliverAll();
		const said = (await mailsOf('sent')).filter(({ subject }) => subject === WORDS.subject);
		expect(said.map(({ noticeId }) => noticeId)).toEqual([notice!.id]);
		expect(await rewordable()).toBe(0);
	});

	test('by whoever found it after its process died', async () => {
		await claimGroup(
			inside,
			(await deliveriesIn(inside)).map(({ id }) => id)
		);
		await letMomentPass();
		await giveUpLostClaims(inside);
		expect(await rewordable()).toBe(8);
	});

	test('keeps its words when an earlier try may have left', async () => {
		const [first] = await deliveriesIn(inside);
		await asOwner(`update delivery set status = 'unknown' where id = '${first!.id}'`);
		await unitOfWork(inside, (unit) => retryDelivery(unit, first!.id));
		const ids = (await deliveriesIn(inside)).map(({ id }) => id);
		await giveBack(inside, ids, await claimGroup(inside, ids));
		expect(await rewordable()).toBe(7);
	});
});

describe('a process that dies', () => {
	test('after the claim of a group leaves none in doubt, and each is said once', async () => {
		const dying = await startWorker(
			script,
			{ CRASH_AT: 'claimed_together', NODE_ENV: 'test', SMTP_CONNECTIONS: '1' },
			['--once']
		);
		await dying.ended;
		expect(dying.process.signalCode).toBe('SIGKILL');
		expect(await waiting()).toBeGreaterThanOrEqual(2);
		await letMomentPass();
		await deliverAll();
		expect(reached()).toEqual(addressesOf(debtors));
		expect(await fates()).toEqual(debtors.map(() => 'sent'));
		expect((await mailsOf('sent')).map(({ attempts }) => attempts)).toEqual(debtors.map(() => 1));
	});

	test('in the middle of a group leaves one in doubt, and it alone is not said again', async () => {
		const dying = await startWorker(script, { NODE_ENV: 'test', SMTP_CONNECTIONS: '1' }, [
			'--once'
		]);
		atNthLetter(4, () => dying.process.kill('SIGKILL'));
		await dying.ended;
		await letMomentPass();
		await asOwner(`update delivery set lease_until = lease_until - interval '11 minutes'`);
		await deliverAll();
		const unknown = await mailsOf('unknown');
		expect(unknown.length).toBeLessThanOrEqual(1);
		expect(new Set(reached()).size).toBe(reached().length);
		expect(await mailsOf('sent')).toHaveLength(debtors.length - unknown.length);
	});

	test('slowly does not send what another took over meanwhile', async () => {
		const ids = (await deliveriesIn(inside)).map(({ id }) => id);
		const group = await claimGroup(inside, ids);
		expect(group.claims).toHaveLength(8);
		expect((await claimGroup(inside, ids)).claims).toEqual([]);
		await letMomentPass();
		await deliverAll();
		expect(reached()).toEqual(addressesOf(debtors));
		await giveBack(inside, ids, group);
		expect(await unitOfWork(inside, (unit) => begin(unit, group.claims[0]!, group))).toBe(false);
		expect(await mailsOf('sent')).toHaveLength(8);
	});
});

test('two processes never take the same mail', async () => {
	const other = await buildOrganisation();
	const theirs = await plannedFor(other, 12);
	const workers = await Promise.all(
		[1, 2].map(() => startWorker(script, { SMTP_CONNECTIONS: '3' }, ['--once']))
	);
	await Promise.all(workers.map(({ ended }) => ended));
	await letMomentPass();
	await deliverAll();
	expect(reached()).toEqual([...addressesOf(debtors), ...addressesOf(theirs)].sort());
});
