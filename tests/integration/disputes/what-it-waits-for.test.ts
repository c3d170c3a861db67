import { beforeAll, beforeEach, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type DisputeRow } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let mine: DisputeRow;
beforeAll(async () => {
	({ ours } = await buildWorld());
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	mine = await buildDispute(ours.inside, invoice, { claimedMinor: 20_000n });
});

const desk = () => callerFor(ours.desk.collector).desk.disputes;
const shown = async () => {
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	return portal.disputes.show({ reference: mine.reference });
};
const waitsFor = async () => (await shown()).tracker.waitsFor;

test('its customer reads that a team is asked, that a third party is, and nothing once it is decided', async () => {
	expect(await waitsFor()).toBeNull();
	const { id } = ours.users.resolver;
	await desk().assign({ disputeId: mine.id, userId: id, question: 'Le prix ?' });
	expect(await waitsFor()).toBe('answer');
	expect(JSON.stringify((await shown()).tracker)).not.toContain(ours.users.resolver.name);
	await desk().move({ disputeId: mine.id, to: 'waiting_third_party' });
	expect(await waitsFor()).toBe('third_party');
	await desk().decide({
		...{ disputeId: mine.id, verdict: 'invalid', outcome: 'no_action' },
		explanation: 'Le prix est celui du devis.'
	});
	expect(await waitsFor()).toBeNull();
});

test('that it was just sent is said for a moment', async () => {
	setClock(mine.openedAt);
	expect((await shown()).isNew).toBe(true);
	setClock(new Date(mine.openedAt.getTime() + 6 * 60_000));
	expect((await shown()).isNew).toBe(false);
});
