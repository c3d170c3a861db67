import { afterEach, beforeAll, expect, test } from 'vitest';
import { createSession, endSession } from '$lib/server/auth/session';
import type { DeskScope } from '$lib/server/auth/scope';
import { announce } from '$lib/server/live/announce';
import { endAllStreams, MOST_STREAMS } from '$lib/server/live/hub';
import { openStream } from '$lib/server/live/open-stream';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
afterEach(endAllStreams);

/** Often, so that nobody waits for the end of a session. */
const BEAT_MS = 200;

/** A page somebody has open, and what it heard so far. */
async function pageOf(scope: DeskScope, reference?: string) {
	const { id: sessionId } = await createSession(scope.user.id, scope.organisationId);
	const stream = await openStream(scope, { reference, sessionId }, BEAT_MS);
	const reader = stream.getReader();
	const decoder = new TextDecoder();
	let heard = '';
	let isOver = false;
	const reading = (async () => {
		for (;;) {
			const { value, done } = await reader.read();
			if (done) break;
			heard += decoder.decode(value);
		}
		isOver = true;
	})();
	return {
		sessionId,
		reading,
		heard: () => heard,
		isOver: () => isOver,
		close: () => reader.cancel(),
		hears: (text: string) => expect.poll(() => heard, { timeout: 15_000 }).toContain(text),
		/** Listening has begun: nothing is missed from now on. */
		ready: () => expect.poll(() => heard, { timeout: 15_000 }).toContain('event: ready')
	};
}

const changed = ({ account }: Company) => `event: changed\ndata: {"ids":["${account.dispute.id}"]}`;
const post = ({ account }: Company, as: DeskScope, key: string) =>
	callerFor(as).desk.disputes.post({
		...{ disputeId: account.dispute.id, audience: 'internal', body: 'Vu.', files: [] },
		idempotencyKey: key
	});

test('a change is told once it is committed, by id only, to colleagues of this organisation only', async () => {
	const queue = await pageOf(ours.desk.approver);
	const theirs = await pageOf(other.desk.collector);
	await Promise.all([queue.ready(), theirs.ready()]);
	await post(ours, ours.desk.collector, 'live-0001');
	await queue.hears(changed(ours));
	await post(other, other.desk.approver, 'live-0002');
	await theirs.hears(changed(other));
	expect(theirs.heard()).not.toContain(ours.account.dispute.id);
	expect(queue.heard()).not.toContain(other.account.dispute.id);
	expect(queue.heard()).not.toContain('Vu.');
});

test('a case hears of itself alone, and nobody of what he did himself', async () => {
	const own = await pageOf(ours.desk.collector, ours.account.dispute.reference);
	const beside = await pageOf(ours.desk.approver, ours.neighbour.dispute.reference);
	const same = await pageOf(ours.desk.approver, ours.account.dispute.reference);
	await Promise.all([own.ready(), beside.ready(), same.ready()]);
	await post(ours, ours.desk.collector, 'live-0003');
	await same.hears(changed(ours));
	expect(own.heard()).not.toContain('event: changed');
	expect(beside.heard()).not.toContain('event: changed');
});

test('colleagues on the same case see each other come, write and go', async () => {
	const { reference, id } = ours.account.dispute;
	const first = await pageOf(ours.desk.collector, reference);
	await first.ready();
	const second = await pageOf(ours.desk.approver, reference);
	await first.hears('"name":"approver m","state":"here"');
	await second.hears('"name":"collector m","state":"here"');
	await announce(ours.desk.approver, id, 'writing');
	await first.hears('"name":"approver m","state":"writing"');
	expect(second.heard()).not.toContain('approver m');
	await second.close();
	await first.hears('"name":"approver m","state":"gone"');
});

test('a case of another organisation is not there, and without a session nothing opens', async () => {
	const refused = (work: Promise<unknown>) => work.catch((error: { code?: string }) => error.code);
	// References are counted per organisation: one that the other has not reached.
	const { reference } = await buildDispute(ours.inside, ours.account.dueSoon, { claimedMinor: 1n });
	const { id: sessionId } = await createSession(
		other.users.collector.id,
		other.inside.organisationId
	);
	expect(await refused(openStream(other.desk.collector, { reference, sessionId }))).toBe(
		'not_found'
	);
	expect(await refused(openStream(ours.desk.collector, { sessionId: null }))).toBe('not_signed_in');
	await endSession(sessionId);
});

test('a stream ends with its session, and whoever is on the case sees him go', async () => {
	const { reference } = ours.account.dispute;
	const page = await pageOf(ours.desk.approver, reference);
	const beside = await pageOf(ours.desk.collector, reference);
	await beside.hears('"name":"approver m","state":"here"');
	await endSession(page.sessionId);
	await page.reading;
	await beside.hears('"name":"approver m","state":"gone"');
	expect(beside.isOver()).toBe(false);
});

test('what a customer writes is told to the queue and to the case', async () => {
	const queue = await pageOf(ours.desk.approver);
	const open = await pageOf(ours.desk.collector, ours.account.dispute.reference);
	await Promise.all([queue.ready(), open.ready()]);
	await callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes.reply({
		...{ reference: ours.account.dispute.reference, body: 'Toujours rien.' },
		idempotencyKey: 'live-0005'
	});
	await Promise.all([queue.hears(changed(ours)), open.hears(changed(ours))]);
	expect(queue.heard()).not.toContain('Toujours rien');
});

test('all pages together hold one connection, and none once they are closed', async () => {
	const pages = await Promise.all([pageOf(ours.desk.approver), pageOf(ours.desk.collector)]);
	await Promise.all(pages.map((page) => page.ready()));
	expect(await listeners()).toBe(1);
	await Promise.all(pages.map((page) => page.close()));
	await expect.poll(listeners, { timeout: 15_000 }).toBe(0);
});

test('one page too many ends the oldest', async () => {
	const pages = [];
	for (let nth = 0; nth <= MOST_STREAMS; nth++) pages.push(await pageOf(ours.desk.admin));
	await pages[0]!.reading;
	expect(pages.map((page) => page.isOver())).toEqual([true, ...Array(MOST_STREAMS).fill(false)]);
	// It is told that it is not to come back by itself: it would end the next one.
	expect(pages.map((page) => page.heard().includes('event: over'))).toEqual([
		true,
		...Array(MOST_STREAMS).fill(false)
	]);
});

test('whoever is switched off hears nothing more', async () => {
	const page = await pageOf(ours.desk.executive);
	await page.ready();
	await callerFor(ours.desk.admin).desk.users.disable({ userId: ours.desk.executive.user.id });
	await page.reading;
	expect(page.isOver()).toBe(true);
});

/** One statement about that many cases, as an import writes it. */
const changeMany = ({ inside }: Company, count: number) =>
	asOwner(
		`insert into audit_event (organisation_id, id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id)
		select $1, gen_random_uuid(), '2026-03-03T09:00:00Z', 'system', 'import', 'import', 'dispute.noted', 'dispute', gen_random_uuid()::text
		from generate_series(1, $2)`,
		[inside.organisationId, count]
	);

test('of more cases than can be told one by one it is said that they are many, to every page of this organisation', async () => {
	const queue = await pageOf(ours.desk.approver);
	const open = await pageOf(ours.desk.collector, ours.account.dispute.reference);
	const theirs = await pageOf(other.desk.collector);
	await Promise.all([queue.ready(), open.ready(), theirs.ready()]);
	await changeMany(ours, 101);
	const many = 'event: changed\ndata: {"ids":null}';
	await Promise.all([queue.hears(many), open.hears(many)]);
	await post(other, other.desk.approver, 'live-0006');
	await theirs.hears(changed(other));
	expect(theirs.heard()).not.toContain(many);
});

test('a lost connection comes back by itself, and pages look again', async () => {
	const page = await pageOf(ours.desk.approver);
	await page.ready();
	await asOwner(
		`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'entendu live' and datname = current_database()`
	);
	await expect.poll(() => page.heard().split('event: ready').length, { timeout: 15_000 }).toBe(3);
	await post(ours, ours.desk.collector, 'live-0004');
	await page.hears(changed(ours));
});

async function listeners(): Promise<number> {
	const rows = await asOwner(
		`select pid from pg_stat_activity where application_name = 'entendu live' and datname = current_database()`
	);
	return rows.length;
}
