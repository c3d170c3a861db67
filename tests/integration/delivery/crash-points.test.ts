import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CRASH_POINTS, type CrashPoint } from '$lib/server/delivery/crash-points';
import { deliverDue } from '$lib/server/delivery/deliver';
import type { DeliveryStatus } from '$lib/server/db/schema/delivery';
import { forgetEnv } from '$lib/server/env';
import { bundle } from '../../support/bundle';
import { asOwner, useDatabase } from '../../support/database';
import { startFaultySmtp, type FaultySmtp } from '../../support/faulty-smtp';
import { startWorker } from '../../support/workers';
import { buildWorld, type Company } from '../../support/world';
import { deliveryWith, putReceived } from './outbox-world';

useDatabase();

let ours: Company;
let smtp: FaultySmtp;
let script: string;

beforeAll(async () => {
	({ ours } = await buildWorld());
	smtp = await startFaultySmtp();
	process.env.SMTP_URL = smtp.url;
	forgetEnv();
	script = await bundle('tests/support/sending-worker.ts');
});
afterAll(() => smtp.close());

interface Fate {
	/** Just after the death. */
	left: DeliveryStatus;
	/** Ten minutes later, when another process has looked. */
	becomes: DeliveryStatus;
	/** Letters the server has in the end. */
	accepted: readonly number[];
}

/** Died in the middle: a person decides. Whether the letter had left, nobody here can know. */
const lost = (...accepted: number[]): Fate => ({ left: 'claimed', becomes: 'unknown', accepted });

const FATES: Record<CrashPoint, Fate> = {
	before_claim: { left: 'planned', becomes: 'sent', accepted: [1] },
	after_claim: lost(0),
	connect: lost(0),
	mail: lost(0),
	rcpt: lost(0),
	data: lost(0),
	half_body: lost(0),
	// The last bytes may still have been in the hands of the dead process.
	dot: lost(0, 1),
	answered: lost(1),
	before_commit: lost(1),
	after_commit: { left: 'sent', becomes: 'sent', accepted: [1] }
};

describe('A process that dies while it sends', () => {
	it.each(CRASH_POINTS)('at %s: once at most, and nothing is forgotten', async (point) => {
		smtp.accepted.length = 0;
		await putReceived(ours, point);
		const dying = await startWorker(script, { CRASH_AT: point, NODE_ENV: 'test' }, ['--once']);
		await dying.ended;
		expect(dying.process.signalCode).toBe('SIGKILL');
		const { left, becomes, accepted } = FATES[point];
		expect(await deliveryWith(ours, point)).toMatchObject({ status: left });

		await asOwner(`update delivery set lease_until = lease_until - interval '11 minutes'`);
		await deliverDue();
		expect(await deliveryWith(ours, point)).toMatchObject({ status: becomes });
		expect(accepted).toContain(smtp.accepted.length);
	});

	it('does not die of the same word outside a test', async () => {
		await putReceived(ours, 'in production');
		const alive = await startWorker(script, { CRASH_AT: 'after_claim', NODE_ENV: 'production' }, [
			'--once'
		]);
		await alive.ended;
		expect(alive.process.exitCode).toBe(0);
		expect(await deliveryWith(ours, 'in production')).toMatchObject({ status: 'sent' });
	});
});
