import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import type { NoticeStatus } from '$lib/server/db/schema/notices';
import { CRASH_POINTS, type CrashPoint } from '$lib/server/delivery/crash-points';
import { deliverAll } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { forgetEnv } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { bundle } from '../../support/bundle';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation
} from '../../support/factories';
import { followScenario } from '../../support/scenario';
import { startSmtp, type Smtp } from '../../support/smtp';
import { startWorker } from '../../support/workers';
import { noticesIn } from '../dunning/world';

useDatabase();

let smtp: Smtp;
let script: string;

beforeAll(async () => {
	smtp = await startSmtp();
	process.env.SMTP_URL = smtp.url;
	forgetEnv();
	script = await bundle('tests/support/sending-worker.ts');
});
beforeEach(() => setClock(TEST_INSTANT));
afterAll(() => smtp.close());

const address = (role: string, point: string) => `${role}-${point}@crash.test`;
const lettersTo = (role: string, point: string): number =>
	smtp.mails.filter(({ to }) => to.includes(address(role, point))).length;

/** A reminder that is due today, for one contact with a copy to another. */
async function plannedReminder(point: string): Promise<SystemScope> {
	const inside = await buildOrganisation();
	const customer = await buildCustomer(inside);
	for (const role of ['collections', 'billing'] as const)
		await buildContact(inside, customer, { role, email: address(role, point) });
	await buildInvoice(inside, customer);
	await followScenario(inside, { copyRoles: ['billing'] });
	await runDunning(inside);
	return inside;
}

/** Whether the letter had left is not known to whoever died with it in hand: no copy goes after it. */
const FATES: Record<CrashPoint, NoticeStatus> = {
	before_claim: 'sent',
	after_claim: 'unknown',
	connect: 'unknown',
	mail: 'unknown',
	rcpt: 'unknown',
	data: 'unknown',
	half_body: 'unknown',
	dot: 'unknown',
	answered: 'unknown',
	before_commit: 'unknown',
	after_commit: 'sent'
};

describe('A process that dies while it sends a reminder', () => {
	it.each(CRASH_POINTS)('at %s: said once at most, that day and the next', async (point) => {
		const inside = await plannedReminder(point);
		const dying = await startWorker(script, { CRASH_AT: point, NODE_ENV: 'test' }, ['--once']);
		await dying.ended;
		expect(dying.process.signalCode).toBe('SIGKILL');

		await asOwner(`update delivery set lease_until = lease_until - interval '11 minutes'`);
		await deliverAll();
		expect(await noticesIn(inside)).toMatchObject([{ status: FATES[point] }]);
		setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
		await runDunning(inside);
		await deliverAll();
		expect(await noticesIn(inside)).toHaveLength(1);
		expect(lettersTo('collections', point)).toBeLessThanOrEqual(1);
		expect(lettersTo('billing', point)).toBe(FATES[point] === 'sent' ? 1 : 0);
	});
});
