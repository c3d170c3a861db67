import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { unitOfWork } from '$lib/server/db/client';
import { dispute } from '$lib/server/db/schema/disputes';
import { isDispute, lockDispute } from '$lib/server/disputes/lock-dispute';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { statusOf } from './traces';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

const desk = () => callerFor(ours.desk.collector).desk.disputes;
const portal = async () => callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
const say = async (reference: string, body: string, more: object = {}) =>
	(await portal()).reply({ reference, body, idempotencyKey: uuidv7(), ...more });
const made = async () =>
	buildDispute(ours.inside, await buildInvoice(ours.inside, ours.account.customer), {
		status: 'in_progress'
	});

async function merged() {
	const [into, from] = [await made(), await made()];
	const plan = await desk().mergePlan({ reference: into.reference, from: from.reference });
	await desk().merge({
		...{ reference: into.reference, from: from.reference, note: '', counted: 'besides' },
		...{ seen: plan.from.version, seenInto: plan.into.version }
	});
	return { into, from };
}

test('what a customer says about a double is read in the case it goes on in, before anybody decides', async () => {
	const { into, from } = await merged();
	const { version } = await desk().page({ reference: into.reference });
	const decide = () =>
		desk().decide({
			...{ disputeId: into.id, verdict: 'invalid', outcome: 'no_action', acceptedMinor: 0n },
			...{ explanation: 'Le tarif est bon.', seen: version }
		});
	expect(await say(from.reference, 'Les palettes sont arrivées.')).toBe(into.reference);
	await expect(decide()).rejects.toMatchObject({ cause: { code: 'wrote_meanwhile' } });
	const { messages } = await (await portal()).show({ reference: into.reference });
	expect(messages.map(({ body }) => body)).toContain('Les palettes sont arrivées.');
});

test('an answer behind the link of the double is the answer that was waited for', async () => {
	const { into, from } = await merged();
	await desk().post({
		...{ disputeId: into.id, body: 'Combien de palettes ?', needsReply: true },
		...{ audience: 'customer', idempotencyKey: uuidv7() }
	});
	expect(await statusOf(into.id)).toBe('waiting_customer');
	// From a page that was read before the two became one.
	const key = uuidv7();
	for (let sent = 0; sent < 2; sent++)
		await say(from.reference, 'Deux.', { idempotencyKey: key, seen: uuidv7() });
	expect(await statusOf(into.id)).toBe('in_progress');
	const { messages } = await (await portal()).show({ reference: into.reference });
	expect(messages.filter(({ body }) => body === 'Deux.')).toHaveLength(1);
});

test('a double of a double is followed to the end', async () => {
	const first = await merged();
	const last = await made();
	const plan = await desk().mergePlan({
		...{ reference: last.reference, from: first.into.reference }
	});
	await desk().merge({
		...{ reference: last.reference, from: first.into.reference, note: '', counted: 'besides' },
		...{ seen: plan.from.version, seenInto: plan.into.version }
	});
	expect(await say(first.from.reference, 'Merci.')).toBe(last.reference);
});

/** Until somebody waits for what this transaction holds. */
async function somebodyWaits(): Promise<void> {
	const waiting = await asOwner("select 1 from pg_stat_activity where wait_event_type = 'Lock'");
	if (waiting.length === 0) await somebodyWaits();
}

test('who answers behind a double and who merges it once more do not wait for each other', async () => {
	const { into, from } = await merged();
	const [first, second] = [into.id, from.id].sort();
	let answer: Promise<unknown> = Promise.resolve();
	// As a merge takes them.
	await unitOfWork(ours.inside, async (unit) => {
		await lockDispute(unit, first!);
		answer = say(from.reference, 'Oui.');
		if (first === into.id) await somebodyWaits();
		await lockDispute(unit, second!);
	});
	expect(await answer).toBe(into.reference);
});

test('a case that goes into another while its customer answers is followed there', async () => {
	const [into, from] = [await made(), await made()];
	let answer: Promise<unknown> = Promise.resolve();
	await unitOfWork(ours.inside, async (unit) => {
		for (const id of [into.id, from.id].sort()) await lockDispute(unit, id);
		answer = say(from.reference, 'Trois.');
		await somebodyWaits();
		await unit.tx
			.update(dispute)
			.set({ status: 'duplicate', duplicateOfId: into.id, mergedAt: unit.now })
			.where(isDispute(unit, from.id));
	});
	expect(await answer).toBe(into.reference);
});
