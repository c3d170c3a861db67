import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import type { DeliveryStatus } from '$lib/server/db/schema/delivery';
import { forgetEnv } from '$lib/server/env';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	deadUrl,
	FAULTS,
	STAGES,
	startFaultySmtp,
	type Fault,
	type FaultySmtp,
	type Stage
} from '../../support/faulty-smtp';
import { buildWorld, type Company } from '../../support/world';
import { deliveryWith, putReceived } from './outbox-world';

useDatabase();

let ours: Company;
let smtp: FaultySmtp;

beforeAll(async () => {
	({ ours } = await buildWorld());
	smtp = await startFaultySmtp();
});
beforeEach(async () => {
	smtp.fault = null;
	smtp.accepted.length = 0;
	pointAt(smtp.url);
	setClock(TEST_INSTANT);
	await asOwner('update contact set bounced_at = null');
});
afterAll(() => smtp.close());

const pointAt = (url: string) => {
	process.env.SMTP_URL = `${url}?socketTimeout=700&greetingTimeout=700`;
	forgetEnv();
};

const later = (minutes: number) => setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

interface Cell {
	at: Stage;
	how: Fault;
	/** Class of the first attempt, as the whole table of SECURITY 5.6 says it. */
	becomes: DeliveryStatus;
	/** What the server has in its hands, once it is well again and two days have gone by. */
	accepted: number;
	bounced?: boolean;
}

const PERMANENT: readonly Stage[] = ['MAIL', 'RCPT', 'DATA', 'dot'];

/** One rule for the 36 cells; the few that differ say why. */
function cell(at: Stage, how: Fault): Cell {
	if (how === 'delay') return { at, how, becomes: 'sent', accepted: 1 };
	// The body left and no answer came: a person decides, never a second letter by itself.
	if (at === 'dot' && (how === 'silence' || how === 'disconnect'))
		return { at, how, becomes: 'unknown', accepted: 0 };
	// A server that greets with "never" refuses us, not this letter: it waits for the server.
	if (how === '5xx' && PERMANENT.includes(at))
		return { at, how, becomes: 'failed', accepted: 0, bounced: at !== 'MAIL' };
	return { at, how, becomes: 'retry', accepted: 1 };
}

const CELLS = STAGES.flatMap((at) => FAULTS.map((how) => cell(at, how)));

describe('A mail server that fails', () => {
	it('fails in 36 ways here', () => expect(CELLS).toHaveLength(36));

	it.each(CELLS)('by $how at $at: $becomes', async ({ at, how, becomes, accepted, bounced }) => {
		smtp.fault = { at, how };
		if (at === 'connect' && how === 'refuse') pointAt(await deadUrl());
		const key = `${at}:${how}`;
		await putReceived(ours, key);
		await deliverDue();
		expect(await deliveryWith(ours, key)).toMatchObject({ status: becomes });

		smtp.fault = null;
		pointAt(smtp.url);
		for (let hour = 1; hour <= 48; hour += 6) {
			later(hour * 60);
			await deliverDue();
		}
		const { messageId, status } = await deliveryWith(ours, key);
		expect(smtp.accepted.map((letter) => letter.messageId)).toEqual(
			Array(accepted).fill(messageId)
		);
		expect(status).toBe(becomes === 'retry' ? 'sent' : becomes);
		const flagged = await asOwner('select email from contact where bounced_at is not null');
		expect(flagged).toEqual(bounced ? [{ email: ours.account.contact.email }] : []);
	});

	it('a late "queued" that nobody waited for is one letter, and uncertain', async () => {
		process.env.SMTP_URL = `${smtp.url}?socketTimeout=50`;
		forgetEnv();
		smtp.fault = { at: 'dot', how: 'delay' };
		await putReceived(ours, 'too late');
		await deliverDue();
		const { status, messageId } = await deliveryWith(ours, 'too late');
		expect(status).toBe('unknown');
		await expect.poll(() => smtp.accepted.length).toBe(1);
		later(10_000);
		await deliverDue();
		expect(smtp.accepted.map((letter) => letter.messageId)).toEqual([messageId]);
	});

	it('a server that stays away for a day is asked again, and nothing is lost or spent', async () => {
		pointAt(await deadUrl());
		await putReceived(ours, 'away');
		for (let hour = 0; hour <= 24; hour++) {
			later(hour * 60);
			await deliverDue();
		}
		expect(await deliveryWith(ours, 'away')).toMatchObject({ status: 'retry', attempts: 0 });
		pointAt(smtp.url);
		later(26 * 60);
		expect(await deliverDue()).toBe(1);
	});
});

describe('A copy for the witness', () => {
	beforeEach(() => {
		process.env.WITNESS_ADDRESS = 'witness@menuiserie.test';
		forgetEnv();
	});
	afterAll(() => {
		process.env.WITNESS_ADDRESS = '';
		forgetEnv();
	});

	it('goes in the same envelope', async () => {
		await putReceived(ours, 'copy');
		await deliverDue();
		expect(smtp.accepted).toEqual([
			{
				messageId: (await deliveryWith(ours, 'copy')).messageId,
				to: [ours.account.contact.email, 'witness@menuiserie.test']
			}
		]);
	});

	it('does not leave alone where the customer is refused', async () => {
		smtp.onStage = (stage) => {
			// The first recipient of the envelope only.
			if (stage === 'RCPT') smtp.fault = smtp.fault ? null : { at: 'RCPT', how: '5xx' };
			if (stage === 'DATA') smtp.fault = null;
		};
		await putReceived(ours, 'alone');
		await deliverDue();
		smtp.onStage = () => {};
		expect(smtp.accepted).toEqual([]);
		expect(await deliveryWith(ours, 'alone')).toMatchObject({ status: 'failed' });
	});
});
