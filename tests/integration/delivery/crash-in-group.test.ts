import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { CRASH_POINTS, type CrashPoint } from '$lib/server/delivery/crash-points';
import { deliverAll } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { forgetEnv } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { bundle } from '../../support/bundle';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';
import { startFaultySmtp, type FaultySmtp } from '../../support/faulty-smtp';
import { startWorker } from '../../support/workers';
import { debtor, deliveriesIn } from '../dunning/world';

useDatabase();

let smtp: FaultySmtp;
let script: string;
let inside: SystemScope;

beforeAll(async () => {
	smtp = await startFaultySmtp();
	Object.assign(process.env, { SMTP_URL: smtp.url, SMTP_CONNECTIONS: '1' });
	forgetEnv();
	script = await bundle('tests/support/sending-worker.ts');
});
afterAll(async () => {
	delete process.env.SMTP_CONNECTIONS;
	forgetEnv();
	await smtp.close();
});
/** One leaves alone, to see whether anybody is there; the four others are claimed together. */
const REMINDERS = 5;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	smtp.accepted.length = 0;
	inside = await buildOrganisation();
	for (let at = 0; at < REMINDERS; at++) await debtor(inside);
	await runDunning(inside);
});

interface Fate {
	/** Just after the death: of the four, one each. */
	left: readonly string[];
	/** Nobody knows whether these left. */
	inDoubt: number;
	/** Letters the server has in the end. */
	accepted: readonly number[];
}

const waiting = ['waiting', 'waiting', 'waiting'];
/** With the first of the group in hand. */
const withOne = (...accepted: number[]): Fate => ({
	left: ['begun', ...waiting],
	inDoubt: 1,
	accepted
});

const FATES: Record<CrashPoint, Fate> = {
	before_claim: { left: [...waiting, 'waiting'], inDoubt: 0, accepted: [5] },
	after_claim: withOne(4),
	connect: withOne(4),
	mail: withOne(4),
	rcpt: withOne(4),
	data: withOne(4),
	half_body: withOne(4),
	// The last bytes may still have been in the hands of the dead process.
	dot: withOne(4, 5),
	answered: withOne(5),
	// The next one was to begin in the same transaction.
	before_commit: withOne(5),
	// It did, and nothing of it left.
	after_commit: { left: ['begun', 'sent', 'waiting', 'waiting'], inDoubt: 1, accepted: [4] }
};
/** The body is read twice more after its first half: that of the mail that leaves alone. */
const PASSES: Partial<Record<CrashPoint, number>> = { half_body: 2 };

/** A machine that is too slow to send all of them within a second claims fewer at once: the others wait unclaimed. */
const notBegun = (status: string): string => (status === 'planned' ? 'waiting' : status);

const statuses = async () =>
	(await deliveriesIn(inside))
		.map(({ status, beginUntil }) =>
			status === 'claimed' ? (beginUntil ? 'waiting' : 'begun') : status
		)
		.sort();

describe('A process that dies while it sends reminders it claimed together', () => {
	it.each(CRASH_POINTS)(
		'at %s: one in doubt at most, none twice, none forgotten',
		async (point) => {
			const dying = await startWorker(
				script,
				{ CRASH_AT: point, CRASH_SKIP: String(PASSES[point] ?? 1), NODE_ENV: 'test' },
				['--once']
			);
			await dying.ended;
			expect(dying.process.signalCode).toBe('SIGKILL');
			const { left, inDoubt, accepted } = FATES[point];
			expect((await statuses()).map(notBegun).sort()).toEqual([...left, 'sent'].sort());

			await asOwner(`update delivery set lease_until = lease_until - interval '11 minutes',
			begin_until = begin_until - interval '11 minutes' where status = 'claimed'`);
			await deliverAll();
			const after = await statuses();
			expect(after.filter((status) => status === 'unknown')).toHaveLength(inDoubt);
			expect(after.filter((status) => status === 'sent')).toHaveLength(REMINDERS - inDoubt);
			expect(accepted).toContain(smtp.accepted.length);
			expect(new Set(smtp.accepted.map(({ messageId }) => messageId)).size).toBe(
				smtp.accepted.length
			);
		}
	);
});
