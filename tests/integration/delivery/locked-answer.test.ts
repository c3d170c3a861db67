import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { claimGroup, type Group } from '$lib/server/delivery/claim-group';
import { sendGroup } from '$lib/server/delivery/send-group';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/notice-hooks';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';
import { hold } from '../../support/hold';
import { usePatienceAsOutside } from '../../support/patience';
import { waitsSince } from '../../support/waiting';
import { debtor, deliveriesIn } from '../dunning/world';

useDatabase();
usePatienceAsOutside();
beforeEach(() => setClock(TEST_INSTANT));

const SOON = { timeout: 30_000, interval: 20 };

test('what a server took is known to have left, also when it is written down behind a lock', async () => {
	const inside = await buildOrganisation();
	for (let at = 0; at < 3; at++) await debtor(inside);
	await runDunning(inside);
	const ids = (await deliveriesIn(inside)).map(({ id }) => id);
	const group: Group = await claimGroup(inside, ids);
	const first = group.claims[0]!;
	let letGo = async () => {};
	const send = async () => {
		letGo = await hold(
			inside,
			sql`select 1 from notice
				where id = (select notice_id from delivery where id = ${first.id}) for update`
		);
		return { kind: 'accepted', response: '250 taken' } as const;
	};
	const scope = inside;
	const course = { scope, lane: { send, close() {} }, goesOn: () => true, settled() {} };
	const sending = sendGroup(course, group);
	sending.catch(() => {});
	await expect.poll(waitsSince, SOON).not.toBeNull();
	const since = await waitsSince();
	// Longer than anybody waits for a lock.
	await expect.poll(waitsSince, SOON).not.toBe(since);
	await letGo();
	expect(await sending).toHaveLength(2);
	const fates = new Map((await deliveriesIn(inside)).map((row) => [row.id, row]));
	expect(fates.get(first.id)).toMatchObject({ status: 'sent', response: '250 taken' });
	expect([...fates.values()].map(({ status }) => status).sort()).toEqual([
		'planned',
		'planned',
		'sent'
	]);
});
