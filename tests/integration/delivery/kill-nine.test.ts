import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { orderRun } from '$lib/server/dunning/order-run';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { forgetEnv } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { proveSending, type Proof } from '../../bench/prove-sending';
import { bundle } from '../../support/bundle';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';
import { startFaultySmtp, type FaultySmtp } from '../../support/faulty-smtp';
import { buildWorld, type Company } from '../../support/world';
import { debtor } from '../dunning/world';
import { putReceived } from './outbox-world';

useDatabase();

let ours: Company;
let smtp: FaultySmtp;
let script: string;

beforeAll(async () => {
	script = await bundle('tests/support/sending-worker.ts');
	({ ours } = await buildWorld());
	smtp = await startFaultySmtp();
	process.env.SMTP_URL = smtp.url;
	process.env.WITNESS_ADDRESS = 'witness@menuiserie.test';
	forgetEnv();
});
beforeEach(() => setClock(TEST_INSTANT));
afterAll(async () => {
	process.env.WITNESS_ADDRESS = '';
	forgetEnv();
	await smtp.close();
});

const prove = async (scope: SystemScope, kills: number): Promise<Proof> =>
	proveSending({
		script,
		scope,
		smtp,
		kills,
		workers: 2,
		asOwner,
		laterByGrace: () => setClock(new Date(TEST_INSTANT.getTime() + 20 * 60_000)),
		random: () => 0.5
	});

function expectKept(proof: Proof, mails: number, kills: number): void {
	expect(proof).toMatchObject({ mails, duplicates: 0, lost: 0, underWay: 0 });
	// Each dead process had five mails in its hands at most, and every one of them is shown.
	expect(proof.allowedUnknown).toBe(kills * 5);
	expect(proof.unknown).toBeLessThanOrEqual(proof.allowedUnknown);
	expect(proof.shown).toBe(proof.unknown);
	expect(proof.leftByKill.reduce((sum, left) => sum + left, 0)).toBe(proof.unknown);
	expect(proof.withWitness).toEqual({ accepted: mails, duplicates: 0, lost: 0, unknown: 0 });
}

// 2,000 mails and 50 deaths: npm run prove:sending
it('200 mails, two processes, eight killed: none twice, none lost, and none in doubt with a witness', async () => {
	for (let at = 0; at < 200; at++) await putReceived(ours, `kill:${at}`);
	expectKept(await prove(ours.inside, 8), 200, 8);
}, 300_000);

// … -- --notices
it('the same of 120 reminders, which are claimed together, and five deaths', async () => {
	const inside = await buildOrganisation();
	for (let at = 0; at < 120; at++) await debtor(inside);
	const { runId, state } = await runDunning(inside);
	// No earlier day speaks for so many.
	if (state === 'stopped')
		await unitOfWork(inside, (unit) => orderRun(unit, { runId, kind: 'approve', note: 'Lu' }));
	smtp.accepted.length = 0;
	expectKept(await prove(inside, 5), 120, 5);
}, 300_000);
