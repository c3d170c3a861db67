import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import { reconcileAll } from '$lib/server/delivery/reconcile';
import { imapWitness } from '$lib/server/delivery/witness/imap';
import { probeWitness } from '$lib/server/delivery/witness/probe';
import { forgetEnv } from '$lib/server/env';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { startFaultySmtp, type FaultySmtp } from '../../support/faulty-smtp';
import { startImap, type FakeImap } from '../../support/imap';
import { buildWorld, type Company } from '../../support/world';
import { deliveryWith, putReceived } from './outbox-world';

useDatabase();

let ours: Company;
let other: Company;
let smtp: FaultySmtp;
let imap: FakeImap;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	smtp = await startFaultySmtp();
	imap = await startImap();
});
beforeEach(async () => {
	await asOwner('delete from delivery');
	smtp.fault = null;
	smtp.accepted.length = imap.messages.length = imap.commands.length = 0;
	Object.assign(process.env, {
		SMTP_URL: `${smtp.url}?socketTimeout=500`,
		WITNESS_ADDRESS: 'witness@menuiserie.test',
		WITNESS_IMAP_URL: imap.url
	});
	forgetEnv();
	later(0);
});
afterAll(async () => {
	Object.assign(process.env, { WITNESS_ADDRESS: '', WITNESS_IMAP_URL: '' });
	forgetEnv();
	await smtp.close();
	await imap.close();
});

const later = (minutes: number) => setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

async function becomesUncertain(company: Company, key: string) {
	smtp.fault = { at: 'dot', how: 'disconnect' };
	await putReceived(company, key);
	await deliverDue();
	smtp.fault = null;
	const row = await deliveryWith(company, key);
	expect(row.status).toBe('unknown');
	return row;
}

const actionsOn = async (id: string) =>
	(
		await asOwner<{ action: string }>(
			'select action from audit_event where subject_id = $1 order by id',
			[id]
		)
	).map(({ action }) => action);

describe('A mail of which nobody knows whether it left', () => {
	it('is not asked about before the grace is over', async () => {
		const { messageId } = await becomesUncertain(ours, 'early');
		imap.messages.push(messageId);
		later(14);
		await reconcileAll();
		expect(imap.commands).toEqual([]);
		expect(await deliveryWith(ours, 'early')).toMatchObject({ status: 'unknown' });
	});

	it('left when its copy is there', async () => {
		const { id, messageId } = await becomesUncertain(ours, 'there');
		imap.messages.push('<another@entendu>', messageId);
		later(16);
		await reconcileAll();
		expect(await deliveryWith(ours, 'there')).toMatchObject({ status: 'sent' });
		expect((await deliveryWith(ours, 'there')).witnessedAt).not.toBeNull();
		expect(await actionsOn(id)).toEqual(['delivery.unknown', 'delivery.witnessed']);
		await deliverDue();
		expect(smtp.accepted).toEqual([]);
	});

	it('is tried again once when it is not, and then waits for a person', async () => {
		const { id, messageId } = await becomesUncertain(ours, 'gone');
		later(16);
		await reconcileAll();
		expect(await deliveryWith(ours, 'gone')).toMatchObject({ status: 'retry', messageId });
		smtp.fault = { at: 'dot', how: 'disconnect' };
		await deliverDue();
		smtp.fault = null;
		for (const minutes of [32, 93, 154]) {
			later(minutes);
			await reconcileAll();
			await deliverDue();
		}
		expect(await deliveryWith(ours, 'gone')).toMatchObject({
			status: 'unknown',
			response: 'not_witnessed'
		});
		expect(await actionsOn(id)).toEqual([
			'delivery.unknown',
			'delivery.not_witnessed',
			'delivery.unknown',
			'delivery.held'
		]);
		// Its copy was only slow.
		imap.messages.push(messageId);
		later(215);
		await reconcileAll();
		expect(await deliveryWith(ours, 'gone')).toMatchObject({ status: 'sent' });
	});

	it('is not tried again when its copy was refused: its absence proves nothing', async () => {
		smtp.full.add('witness@menuiserie.test');
		const { id } = await becomesUncertain(ours, 'no copy');
		smtp.full.clear();
		for (const minutes of [16, 77, 138]) {
			later(minutes);
			await reconcileAll();
			await deliverDue();
		}
		expect(await deliveryWith(ours, 'no copy')).toMatchObject({
			status: 'unknown',
			response: 'without_copy'
		});
		expect(await actionsOn(id)).toEqual(['delivery.unknown']);
		expect(smtp.accepted).toEqual([]);
	});

	it('left without a copy does not make the mailbox look late', async () => {
		smtp.full.add('witness@menuiserie.test');
		await putReceived(ours, 'left without');
		await deliverDue();
		smtp.full.clear();
		expect(await deliveryWith(ours, 'left without')).toMatchObject({ status: 'sent' });
		await becomesUncertain(ours, 'later one');
		later(16);
		await reconcileAll();
		expect(await deliveryWith(ours, 'later one')).toMatchObject({ status: 'retry' });
	});

	it('is not tried again while copies of mails that left are missing', async () => {
		await putReceived(ours, 'left');
		await deliverDue();
		await becomesUncertain(ours, 'doubt');
		later(16);
		await reconcileAll();
		expect(await deliveryWith(ours, 'doubt')).toMatchObject({ status: 'unknown' });
		imap.messages.push((await deliveryWith(ours, 'left')).messageId);
		later(80);
		await reconcileAll();
		expect((await deliveryWith(ours, 'left')).witnessedAt).not.toBeNull();
		expect(await deliveryWith(ours, 'doubt')).toMatchObject({ status: 'retry' });
	});

	it('stays as it is when the mailbox cannot be read, and does not hold up the other company', async () => {
		await becomesUncertain(ours, 'unread');
		await becomesUncertain(other, 'theirs');
		later(16);
		process.env.WITNESS_IMAP_URL = imap.url.replace('secret', 'mistake');
		forgetEnv();
		await reconcileAll();
		expect(await deliveryWith(ours, 'unread')).toMatchObject({ status: 'unknown' });
		expect(await deliveryWith(other, 'theirs')).toMatchObject({ status: 'unknown' });
	});
});

describe('The mailbox', () => {
	it('is opened for reading only and says when a copy came', async () => {
		imap.messages.push('<a@entendu>', '<b@entendu>');
		const arrivals = await imapWitness(imap.url).arrivals(['<b@entendu>', '<c@entendu>']);
		expect([...arrivals.entries()]).toEqual([['<b@entendu>', new Date('2026-03-03T09:00:05Z')]]);
		expect(imap.commands.some((command) => command.startsWith('EXAMINE'))).toBe(true);
		expect(imap.commands.some((command) => /^(SELECT|STORE|UID STORE)/.test(command))).toBe(false);
	});

	it('is probed: the copy of a letter without meaning arrives, or does not', async () => {
		expect(await probeWitness(0)).toMatchObject({ kind: 'missing' });
		const watch = setInterval(() => {
			imap.messages.splice(0, Infinity, ...smtp.accepted.map(({ messageId }) => messageId));
		}, 5);
		expect(await probeWitness(20, 20)).toMatchObject({ kind: 'arrived' });
		clearInterval(watch);
		smtp.fault = { at: 'RCPT', how: '5xx' };
		expect(await probeWitness(20, 20)).toMatchObject({ kind: 'refused' });
		process.env.WITNESS_ADDRESS = '';
		forgetEnv();
		expect(await probeWitness()).toEqual({ kind: 'off', seconds: 0 });
	});
});
