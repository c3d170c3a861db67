import { afterAll, beforeAll, expect, it } from 'vitest';
import { setClock } from '$lib/server/clock';
import { forgetEnv } from '$lib/server/env';
import { proveSending } from '../../bench/prove-sending';
import { bundle } from '../../support/bundle';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { startFaultySmtp, type FaultySmtp } from '../../support/faulty-smtp';
import { buildWorld, type Company } from '../../support/world';
import { putReceived } from './outbox-world';

useDatabase();

let ours: Company;
let smtp: FaultySmtp;

beforeAll(async () => {
	({ ours } = await buildWorld());
	smtp = await startFaultySmtp();
	process.env.SMTP_URL = smtp.url;
	process.env.WITNESS_ADDRESS = 'witness@menuiserie.test';
	forgetEnv();
});
afterAll(async () => {
	process.env.WITNESS_ADDRESS = '';
	forgetEnv();
	await smtp.close();
});

// 2,000 mails and 50 deaths: npm run prove:sending
it('200 mails, two processes, eight killed: none twice, none lost, and none in doubt with a witness', async () => {
	for (let at = 0; at < 200; at++) await putReceived(ours, `kill:${at}`);
	const proof = await proveSending({
		script: await bundle('tests/support/sending-worker.ts', 'kill-nine'),
		scope: ours.inside,
		smtp,
		kills: 8,
		workers: 2,
		asOwner,
		laterByGrace: () => setClock(new Date(TEST_INSTANT.getTime() + 20 * 60_000)),
		random: () => 0.5
	});
	expect(proof).toMatchObject({ mails: 200, duplicates: 0, lost: 0, underWay: 0 });
	// Each dead process had five mails in its hands at most, and every one of them is shown.
	expect(proof.allowedUnknown).toBe(8 * 5);
	expect(proof.unknown).toBeLessThanOrEqual(proof.allowedUnknown);
	expect(proof.shown).toBe(proof.unknown);
	expect(proof.leftByKill.reduce((sum, left) => sum + left, 0)).toBe(proof.unknown);
	expect(proof.withWitness).toEqual({ accepted: 200, duplicates: 0, lost: 0, unknown: 0 });
}, 300_000);
