import { afterAll, beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverAll } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { forgetEnv } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';
import { startFaultySmtp, type FaultySmtp } from '../../support/faulty-smtp';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { debtor, deliveriesIn } from '../dunning/world';

useDatabase();

let smtp: FaultySmtp;
beforeAll(async () => {
	smtp = await startFaultySmtp();
	process.env.SMTP_URL = smtp.url;
	forgetEnv();
});
afterAll(() => smtp.close());

test('an address that was refused, cleared, and is refused again is marked again', async () => {
	setClock(TEST_INSTANT);
	const inside = await buildOrganisation();
	const { contact } = await debtor(inside);
	const { desk } = callerFor(deskScopeOf(await buildUser(inside, { role: 'collector' }), inside));
	await runDunning(inside);
	const isMarked = async (): Promise<boolean> => {
		const [row] = await asOwner<{ marked: boolean }>(
			'select bounced_at is not null as marked from contact where id = $1',
			[contact.id]
		);
		return row!.marked;
	};
	smtp.fault = { at: 'RCPT', how: '5xx' };
	await deliverAll();
	expect(await isMarked()).toBe(true);

	setClock(new Date(TEST_INSTANT.getTime() + 3_600_000));
	await desk.customers.clearBounce({ contactId: contact.id });
	expect(await isMarked()).toBe(false);
	const [refused] = await deliveriesIn(inside);
	await desk.delivery.retry({ deliveryId: refused!.id });
	await deliverAll();
	expect(await deliveriesIn(inside)).toMatchObject([{ status: 'failed', attempts: 1 }]);
	expect(await isMarked()).toBe(true);
	expect(await asOwner('select kind from delivery_report')).toEqual([
		{ kind: 'refused' },
		{ kind: 'refused' }
	]);
});
