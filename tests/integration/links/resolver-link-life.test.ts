import { beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { DAY_MS } from '$lib/domain/calendar';
import { AFTER_CASE_DAYS } from '$lib/domain/link-life';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { closeDispute } from '$lib/server/disputes/close-dispute';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildDispute,
	buildInvoice,
	buildPortalLink,
	buildResolverLink,
	buildUser,
	type DisputeRow
} from '../../support/factories';
import { callerFor, resolverScopeOf, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

let about: DisputeRow;
let path: string;
const EMAIL = 'lea@organisation.test';
beforeEach(async () => {
	setClock(TEST_INSTANT);
	const invoice = await buildInvoice(ours.inside, ours.account.customer);
	about = await buildDispute(ours.inside, invoice, { status: 'assigned', claimedMinor: 20_000n });
	const asked = await buildAssignment(ours.inside, about, { resolverEmail: EMAIL });
	path = await buildResolverLink(ours.inside, asked);
});

const at = (day: number) => setClock(new Date(TEST_INSTANT.getTime() + day * DAY_MS));
const stateOf = (link: string, kind: 'portal' | 'resolver' = 'resolver') =>
	callerFor(null)
		.links.state({ token: tokenIn(link), kind })
		.catch((thrown: Error) => thrown.message);
const door = async () => callerFor(await resolverScopeOf(path)).resolver.disputes;
const desk = () => callerFor(ours.desk.collector).desk.disputes;

const closed = () =>
	unitOfWork(ours.desk.collector, (unit) =>
		closeDispute(unit, { disputeId: about.id, to: 'not_a_dispute', note: 'Conforme.' })
	);

test('a question is answered by its first mail as long as its case is open', async () => {
	for (const day of [59, 61, 200, 800]) {
		at(day);
		expect(await stateOf(path)).toBe('open');
	}
	await (
		await door()
	).answer({ verdict: 'customer_right', signedName: 'Léa', idempotencyKey: uuidv7() });
	at(1000);
	expect(await (await door()).page()).toMatchObject({ answers: [{ signedName: 'Léa' }] });
});

test('it shows how the case ended, for some days, and opens nothing after them', async () => {
	at(200);
	await closed();
	at(200 + AFTER_CASE_DAYS - 1);
	expect(await (await door()).page()).toMatchObject({ status: 'not_a_dispute', canAnswer: false });
	at(200 + AFTER_CASE_DAYS + 1);
	expect(await stateOf(path)).toBe('link_expired');
	// Work on it begins again: whoever was asked is asked still.
	await asOwner(`update dispute set status = 'in_progress' where id = $1`, [about.id]);
	expect(await stateOf(path)).toBe('open');
});

test('a case that ends early takes no day from what the house said', async () => {
	await closed();
	at(AFTER_CASE_DAYS + 1);
	expect(await stateOf(path)).toBe('open');
	at(61);
	expect(await stateOf(path)).toBe('link_expired');
});

test('a link that was closed stays closed, however open its case is', async () => {
	await desk().assign({ disputeId: about.id, resolverEmail: 'successor@organisation.test' });
	for (const day of [1, 61, 200]) {
		at(day);
		expect(await stateOf(path)).toBe('link_revoked');
	}
});

test('whoever has no account any more has no door either', async () => {
	const { inside } = ours;
	const lea = await buildUser(inside, {
		role: 'resolver',
		name: 'Léa',
		email: 'Lea@organisation.test'
	});
	const theirs = await buildAssignment(other.inside, other.account.dispute, {
		resolverEmail: EMAIL
	});
	const elsewhere = await buildResolverLink(other.inside, theirs);
	const { desk: admin } = callerFor(ours.desk.admin);
	await admin.users.disable({ userId: lea.id });
	expect(await stateOf(path)).toBe('link_revoked');
	expect(await stateOf(elsewhere)).toBe('open');
});

test('the days of customers are those of the house, whatever waits', async () => {
	const customers = await buildPortalLink(ours.inside, ours.account.contact);
	at(119);
	expect(await stateOf(customers, 'portal')).toBe('open');
	at(121);
	expect(await stateOf(customers, 'portal')).toBe('link_expired');
});

test('an open door is counted, and names what waits, as long as it is open', async () => {
	const open = async (of: Company) =>
		(await callerFor(of.desk.admin).desk.links.policy()).open.resolver;
	const before = [await open(ours), await open(other)];
	at(200);
	expect([await open(ours), await open(other)]).toEqual(before);
	await closed();
	at(200 + AFTER_CASE_DAYS + 1);
	expect(await open(ours)).toBe(before[0]! - 1);
});
