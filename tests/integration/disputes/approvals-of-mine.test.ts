import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeskScope } from '$lib/server/auth/scope';
import { SIGNED_AT_ONCE } from '$lib/domain/disputes/sign-many';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from './traces';

useDatabase();
let ours: Company;
let other: Company;
/** Named by the second level. */
let director: DeskScope;

const level = (aboveMinor: string, approverId: string | null = null) => ({
	...{ category: null, claimType: null, aboveMinor, approverId }
});
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	const fields = { role: 'approver', name: 'Director', email: 'director@m.test' } as const;
	director = deskScopeOf(await buildUser(ours.inside, fields), ours.inside);
	await asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify([level('100000'), level('200000', director.user.id)])
	]);
});
/** What an earlier test asked for waits no more. */
beforeEach(() =>
	asOwner(
		"update approval_request set ended_at = asked_at, ended_as = 'withdrawn', ended_by_name = 'Test' where ended_at is null"
	)
);

const desk = (of: DeskScope = ours.desk.collector) => callerFor(of).desk.disputes;
const waiting = async (of: DeskScope) => (await desk(of).approvals()).rows;
const referencesOf = async (of: DeskScope) => (await waiting(of)).map(({ reference }) => reference);

/** A case of which somebody wants to credit so much. */
async function asked(acceptedMinor: bigint) {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const about = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 300_000n, status: 'in_progress' }
	});
	await desk().decide({
		...{ disputeId: about.id, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor },
		explanation: 'Le tarif de mars s’applique.'
	});
	return { ...about, invoice };
}

test('an approver finds what waits for his signature, the oldest first, with all there is to know', async () => {
	const first = await asked(150_000n);
	const second = await asked(120_000n);
	const rows = await waiting(ours.desk.approver);
	expect(rows.map(({ reference }) => reference)).toEqual([first.reference, second.reference]);
	expect(rows[0]).toMatchObject({
		...{ disputeId: first.id, invoices: [first.invoice.number], claimed: { minor: 300_000n } },
		request: {
			amount: { minor: 150_000n, currency: 'EUR' },
			askedByName: ours.users.collector.name,
			...{ text: 'Le tarif de mars s’applique.', levels: 1, signed: 0, maySign: true }
		}
	});
	await desk(ours.desk.approver).signApproval({
		...{ disputeId: first.id, requestId: rows[0]!.request.id, note: '', isReduced: false },
		seen: rows[0]!.version
	});
	expect(await referencesOf(ours.desk.approver)).toEqual([second.reference]);
	expect(await waiting(other.desk.approver)).toEqual([]);
});

test('what he asked about waits for an answer, and what he signed for the next level', async () => {
	const one = await asked(250_000n);
	const [row] = await waiting(ours.desk.approver);
	const on = { disputeId: one.id, requestId: row!.request.id };
	expect(await referencesOf(director)).toEqual([]);
	await desk(ours.desk.approver).askBeforeApproval({ ...on, note: 'Qui a promis ?' });
	expect(await referencesOf(ours.desk.approver)).toEqual([]);
	await desk().replyToApprover({ ...on, note: 'Le commercial.' });
	expect(await referencesOf(ours.desk.approver)).toEqual([one.reference]);
	await desk(ours.desk.approver).signApproval({ ...on, note: '', isReduced: false });
	expect(await referencesOf(ours.desk.approver)).toEqual([]);
	const [next] = await waiting(director);
	expect(next).toMatchObject({ request: { levels: 2, signed: 1, acts: [{}, {}, {}] } });
	await desk(director).signApproval({ ...on, note: '', isReduced: false });
	// Whoever asked is not told his own answer as if it were the signer's.
	const told = (await mailsAbout(one.id)).filter(({ mail }) => mail === 'staff-alert');
	expect(told.at(-1)).toMatchObject({ facts: { event: 'approval_granted' } });
	expect(JSON.stringify(told.at(-1)!.facts)).not.toContain('Le commercial.');
});

test('nobody finds what he asked for himself', async () => {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const { id: disputeId, reference } = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 300_000n, status: 'in_progress' }
	});
	await desk(ours.desk.approver).decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor: 150_000n, explanation: 'Le tarif.' }
	});
	expect(await referencesOf(ours.desk.approver)).toEqual([]);
	expect(await referencesOf(ours.desk.admin)).toEqual([reference]);
});

test('what was written since the request is on the page: nobody signs over words he has not read, nor is refused for ever', async () => {
	const one = await asked(150_000n);
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const say = (body: string) =>
		portal.disputes.reply({ reference: one.reference, body, idempotencyKey: body });
	const sign = (row: Awaited<ReturnType<typeof waiting>>[number]) =>
		desk(ours.desk.approver).signApproval({
			...{ disputeId: one.id, requestId: row.request.id, note: '', isReduced: false },
			seen: row.version
		});
	await say('Je retire ma demande pour mars.');
	const [shown] = await waiting(ours.desk.approver);
	expect(shown!.since).toMatchObject([{ words: 'Je retire ma demande pour mars.' }]);
	await say('Et pour avril aussi.');
	await expect(sign(shown!)).rejects.toMatchObject({
		cause: { code: 'wrote_meanwhile', details: { words: 'Et pour avril aussi.' } }
	});
	const [again] = await waiting(ours.desk.approver);
	expect(again!.since).toHaveLength(2);
	await desk().post({
		...{ disputeId: one.id, audience: 'internal', body: 'À voir.', needsReply: false, files: [] },
		idempotencyKey: 'an internal note'
	});
	await expect(sign(again!)).resolves.toMatchObject({ isGranted: true });
});

test('whoever signs sees that the customer was asked something, and signs nothing he did not see it on', async () => {
	const one = await asked(150_000n);
	const sign = (row: Awaited<ReturnType<typeof waiting>>[number]) =>
		desk(ours.desk.approver).signApproval({
			...{ disputeId: one.id, requestId: row.request.id, note: '', isReduced: false },
			seen: row.version
		});
	const [before] = await waiting(ours.desk.approver);
	expect(before!.request.askedCustomer).toBeNull();
	const ask = (body: string) =>
		desk().post({
			...{ disputeId: one.id, audience: 'customer', body, needsReply: true, files: [] },
			idempotencyKey: body
		});
	await ask('Avez-vous gardé le bon de livraison ?');
	await expect(sign(before!)).rejects.toMatchObject({ cause: { code: 'conflict' } });
	const [shown] = await waiting(ours.desk.approver);
	expect(shown!.request.askedCustomer).toMatchObject({
		...{ by: ours.users.collector.name, words: 'Avez-vous gardé le bon de livraison ?' }
	});
	await expect(sign(shown!)).resolves.toMatchObject({ isGranted: true });
});

describe('several signed with one press', () => {
	const limit = (signManyMinor: bigint) =>
		callerFor(ours.desk.admin).desk.settings.changeSignManyLimit({ signManyMinor });
	const picked = async (of: DeskScope) =>
		(await waiting(of)).map(({ disputeId, request, version }) => ({
			...{ disputeId, requestId: request.id, seen: version }
		}));
	const signMany = async (of: DeskScope = ours.desk.approver) =>
		desk(of).signMany({ picked: await picked(of) });
	const acts = (disputeId: string) =>
		asOwner<{ by_name: string; act: string }>(
			'select act, by_name from approval where dispute_id = $1',
			[disputeId]
		);

	test('below the limit each has its own act and is decided; what is larger is left out and named', async () => {
		await limit(150_000n);
		const [one, two] = [await asked(120_000n), await asked(150_000n)];
		const large = await asked(160_000n);
		expect((await waiting(ours.desk.approver)).map(({ alone }) => alone)).toEqual([
			...[null, null, 'sign_many_above']
		]);
		expect(await signMany()).toEqual({
			worked: [one.reference, two.reference],
			refused: [{ reference: large.reference, code: 'sign_many_above', details: {} }]
		});
		for (const { id } of [one, two])
			expect(await acts(id)).toEqual([{ act: 'approve', by_name: ours.users.approver.name }]);
		expect(await acts(large.id)).toEqual([]);
		expect(await referencesOf(ours.desk.approver)).toEqual([large.reference]);
	});

	test('not without a limit, not over words, not what he asked for himself', async () => {
		const one = await asked(120_000n);
		await limit(0n);
		expect((await signMany()).refused).toMatchObject([{ code: 'sign_many_above' }]);
		await limit(500_000n);
		const mine = await picked(ours.desk.approver);
		const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
		const words = { reference: one.reference, body: 'Attendez.', idempotencyKey: 'wait for it' };
		await portal.disputes.reply(words);
		expect((await signMany()).refused).toMatchObject([{ code: 'sign_many_words' }]);
		expect((await desk(ours.desk.approver).signMany({ picked: mine })).worked).toEqual([]);
		expect(await acts(one.id)).toEqual([]);
		expect((await desk(other.desk.approver).signMany({ picked: mine })).refused).toMatchObject([
			{ reference: null }
		]);
	});

	test('as many as a page shows are signed at once, and what is beyond stands on the next page', async () => {
		await limit(150_000n);
		await asked(120_000n);
		const [one] = await picked(ours.desk.approver);
		const many = Array.from({ length: SIGNED_AT_ONCE + 1 }, () => one!);
		const refused = desk(ours.desk.approver).signMany({ picked: many }).catch(asAppError);
		expect(await refused).toMatchObject({
			...{ code: 'sign_many_too_many', details: { text: String(SIGNED_AT_ONCE) } }
		});
		expect(await acts(one!.disputeId)).toEqual([]);
		for (let more = 0; more < SIGNED_AT_ONCE; more++) await asked(120_000n);
		const page = (of: number) => desk(ours.desk.approver).approvals({ page: of });
		expect(await page(1)).toMatchObject({ total: SIGNED_AT_ONCE + 1, page: 1, pages: 2 });
		expect((await page(1)).rows).toHaveLength(SIGNED_AT_ONCE);
		expect((await page(2)).rows).toHaveLength(1);
		expect(await page(9)).toMatchObject({ page: 2 });
	}, 300_000);

	test('two levels are two people, however they sign', async () => {
		await limit(500_000n);
		const one = await asked(250_000n);
		const mine = await picked(ours.desk.approver);
		expect((await desk(ours.desk.approver).signMany({ picked: mine })).worked).toEqual([
			one.reference
		]);
		expect(await acts(one.id)).toHaveLength(1);
		expect((await signMany(director)).worked).toEqual([one.reference]);
		expect((await acts(one.id)).map(({ by_name }) => by_name)).toEqual([
			...[ours.users.approver.name, director.user.name]
		]);
	});

	test('pressed twice, the second press says what the first one did, and signs nothing more', async () => {
		await limit(500_000n);
		const [granted, next] = [await asked(120_000n), await asked(250_000n)];
		const mine = await picked(ours.desk.approver);
		const press = () => desk(ours.desk.approver).signMany({ picked: mine });
		const done = { worked: [granted.reference, next.reference], refused: [] };
		expect([await press(), await press()]).toEqual([done, done]);
		for (const { id } of [granted, next]) expect(await acts(id)).toHaveLength(1);
		const both = await asked(130_000n);
		const again = { picked: await picked(ours.desk.approver) };
		const pressed = await Promise.all([1, 2].map(() => desk(ours.desk.approver).signMany(again)));
		expect(pressed).toEqual([1, 2].map(() => ({ worked: [both.reference], refused: [] })));
		expect(await acts(both.id)).toHaveLength(1);
		// On a page opened since, it is his second signature, and there is none.
		const [row] = await asOwner<{ id: string }>(
			'select id from approval_request where dispute_id = $1',
			[next.id]
		);
		const { version } = await desk(ours.desk.approver).page({ reference: next.reference });
		const fresh = [{ disputeId: next.id, requestId: row!.id, seen: version }];
		expect((await desk(ours.desk.approver).signMany({ picked: fresh })).refused).toMatchObject([
			{ code: 'four_eyes' }
		]);
	});
});
