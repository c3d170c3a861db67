import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { can, ROLES, type Role } from '$lib/domain/access';
import { localDate } from '$lib/domain/calendar';
import type { KeptApprovalRule } from '$lib/domain/disputes/approval';
import { setClock } from '$lib/server/clock';
import type { DeskScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { activeClaims } from '$lib/server/disputes/queries';
import { withdrawDispute } from '$lib/server/disputes/withdraw-dispute';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildDispute,
	buildInvoice,
	buildPortalLink,
	buildUser,
	type InvoiceRow
} from '../../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
/** A second approver, named by the second level. */
let director: DeskScope;
let invoice: InvoiceRow;
let about: { id: string; reference: string };

beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) {
		({ ours, other } = await buildWorld());
		const { inside } = ours;
		const fields = { role: 'approver', name: 'Director', email: 'director@m.test' } as const;
		director = deskScopeOf(await buildUser(inside, fields), inside);
	}
	await rules([rule('100000'), rule('200000', director.user.id)]);
	const { customer, contact } = ours.account;
	invoice = await buildInvoice(ours.inside, customer, { totalMinor: 500_000n });
	about = await buildDispute(ours.inside, invoice, {
		claimedMinor: 300_000n,
		status: 'in_progress',
		raisedByName: contact.name,
		raisedByEmail: contact.email,
		raisedByContactId: contact.id
	});
});

const rule = (aboveMinor: string, approverId: string | null = null): KeptApprovalRule => ({
	...{ category: null, claimType: null, aboveMinor, approverId }
});
const rules = (written: KeptApprovalRule[]) =>
	asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify(written)
	]);

const desk = (by: DeskScope | Role = 'collector') =>
	callerFor(typeof by === 'string' ? ours.desk[by] : by).desk.disputes;
const page = (by?: DeskScope | Role) => desk(by).page({ reference: about.reference });
const decide = (acceptedMinor: bigint, by?: DeskScope | Role) =>
	desk(by).decide({
		...{ disputeId: about.id, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor, explanation: 'Le tarif de mars s’applique.' }
	});
/** The one that waits. Not from the page, which asks for all there is of a case and is looked at where it matters. */
const on = async () => {
	const [request] = await asOwner<{ id: string }>(
		'select id from approval_request where dispute_id = $1 and ended_at is null',
		[about.id]
	);
	return { disputeId: about.id, requestId: request!.id, note: '' };
};
const sign = async (by: DeskScope | Role, more: object = {}) =>
	desk(by).signApproval({ ...(await on()), isReduced: false, ...more });
const REDUCED = { isReduced: true, customerText: 'Le transport reste dû.' };
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: { message: string }) => error.message
	);
const told = async (mail: string) =>
	(await mailsAbout(about.id)).filter((one) => one.mail === mail).map((one) => one.to_email);
const alerts = async () =>
	(await mailsAbout(about.id))
		.filter(({ mail }) => mail === 'staff-alert')
		.map(({ facts, to_email }) => [facts.event, to_email]);
const resolutions = () =>
	asOwner<{ accepted_minor: string; verdict: string; decided_by_name: string; signed: string }>(
		`select r.accepted_minor, r.verdict, r.decided_by_name,
			(select count(*) from approval a where a.request_id = r.approval_request_id and a.act in ('approve', 'reduce')) as signed
		from resolution r where r.dispute_id = $1 order by r.id`,
		[about.id]
	);
const ends = () =>
	asOwner(
		'select ended_as, ended_by_name from approval_request where dispute_id = $1 order by id',
		[about.id]
	);

test('two levels sign one after the other; the customer hears of it once both have', async () => {
	const { collector, approver } = ours.users;
	expect(await decide(250_000n)).toMatchObject({ isDecided: false });
	expect((await page()).approval.waiting).toMatchObject({
		...{ levels: 2, signed: 0, isOwn: true, maySign: false },
		// The director is kept for the level that names him.
		waitsFor: [approver.name, ours.users.admin.name].sort().map((name) => ({ name }))
	});
	expect(await told('dispute-decided')).toEqual([]);
	expect(await sign('approver')).toMatchObject({ isGranted: false });
	expect(await statusOf(about.id)).toBe('in_progress');
	expect((await told('approval-request')).at(-1)).toBe(director.user.email);
	expect(await sign(director, { note: 'Transport déduit.' })).toMatchObject({ isGranted: true });
	expect(await statusOf(about.id)).toBe('decided');
	expect(await told('dispute-decided')).toHaveLength(1);
	expect(await resolutions()).toEqual([
		{
			...{ accepted_minor: '250000', verdict: 'partly_valid', signed: '2' },
			decided_by_name: collector.name
		}
	]);
	const { rows } = await callerFor(ours.desk.admin).desk.credits.list({});
	expect(rows.find(({ reference }) => reference === about.reference)).toMatchObject({
		...{ askedByName: collector.name, signedBy: [approver.name, director.user.name] }
	});
	expect(await alerts()).toContainEqual(['approval_granted', collector.email]);
	expect(await auditOf(about.id)).toEqual([
		'dispute.approval_asked',
		'dispute.approval_approve',
		'dispute.approval_approve',
		'dispute.approval_granted',
		'dispute.credit_requested',
		'dispute.moved',
		'dispute.decided'
	]);
});

describe('one limit for all that is said of the same invoice', () => {
	/** One more case about the same invoice. */
	const beside = () =>
		buildDispute(ours.inside, invoice, { claimedMinor: 110_000n, status: 'in_progress' });
	const give = (disputeId: string, acceptedMinor = 100_000n) =>
		desk('collector').decide({
			...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial' },
			...{ acceptedMinor, explanation: 'Accordé.' }
		});
	const offer = (disputeId: string) =>
		desk('collector').propose({
			...{ disputeId, kind: 'credit', amountMinor: 90_000n, text: 'Un geste.' },
			...{ validUntil: localDate('2026-03-20'), idempotencyKey: uuidv7() }
		});

	test('a claim that is cut into cases is signed as one', async () => {
		expect(await decide(60_000n)).toMatchObject({ isDecided: true });
		expect(await give((await beside()).id, 50_000n)).toMatchObject({ isDecided: false });
		expect(await give((await beside()).id, 40_000n)).toMatchObject({ isDecided: true });
	});

	test('also when both are decided at the same instant', async () => {
		const cases = [await beside(), await beside()];
		const given = await Promise.all(cases.map(({ id }) => give(id, 80_000n)));
		expect(given.map(({ isDecided }) => isDecided).sort()).toEqual([false, true]);
	});

	const signed = async ({ id, reference }: { id: string; reference: string }) => {
		const { waiting } = (await desk().page({ reference })).approval;
		const on = { disputeId: id, requestId: waiting!.id, note: '' };
		return (await desk('approver').signApproval({ ...on, isReduced: false })).isGranted;
	};

	test('also when both are signed at the same instant', async () => {
		const cases = [await beside(), await beside()];
		for (const { id } of cases) await give(id, 105_000n);
		expect((await Promise.all(cases.map(signed))).sort()).toEqual([false, true]);
	});

	test('also when one is signed while the other needs nobody', async () => {
		const cases = [await beside(), await beside()];
		await give(cases[0]!.id, 105_000n);
		const alone = give(cases[1]!.id, 98_000n).then(({ isDecided }) => isDecided);
		expect((await Promise.all([signed(cases[0]!), alone])).sort()).toEqual([false, true]);
	});

	test('what is offered in one counts in the other, until it is taken back', async () => {
		const offered = await beside();
		const made = (await offer(offered.id)) as { proposalId: string };
		const next = await beside();
		expect(await offer(next.id)).toMatchObject({ requestId: expect.any(String) });
		await desk('collector').withdrawProposal({ disputeId: offered.id, ...made });
		expect(await give(next.id)).toMatchObject({ isDecided: true });
	});

	test('an offer the customer accepted counts until it is carried out, also past its last day', async () => {
		const offered = await beside();
		const { proposalId } = (await offer(offered.id)) as { proposalId: string };
		await asOwner("update proposal set valid_until = '2026-03-01' where id = $1", [proposalId]);
		expect(await give((await beside()).id)).toMatchObject({ isDecided: true });
		await asOwner(
			`insert into proposal_answer (organisation_id, id, customer_id, dispute_id, proposal_id, verdict, signed_name,
				shown_text, shown_sha256, language, link_id, holder_name, holder_email, at, idempotency_key)
			select organisation_id, id, customer_id, dispute_id, id, 'accepted', 'x', 'x', 'x', 'fr', id, 'x', 'x', now(), 'accepted-late'
			from proposal where id = $1`,
			[proposalId]
		);
		expect(await give((await beside()).id, 10_000n)).toMatchObject({ isDecided: false });
	});

	test('what a decision that was opened again gave counts once, whatever its case is called by then', async () => {
		await decide(60_000n);
		await desk().reopen({ disputeId: about.id, note: 'Repris.' });
		await desk().changeReason({ disputeId: about.id, reasonCode: 'order_reference', note: '' });
		const next = await beside();
		const left = async () => (await desk().page({ reference: next.reference })).approval.limit;
		expect((await left())?.minor).toBe(100_000n);
		await decide(70_000n);
		expect((await left())?.minor).toBe(30_000n);
	});

	test('whoever may sign the higher level is asked for it, and the page says what is left to give alone', async () => {
		await give((await beside()).id);
		const next = await beside();
		expect((await desk().page({ reference: next.reference })).approval.limit?.minor).toBe(0n);
		await decide(150_000n);
		expect((await page()).approval.waiting).toMatchObject({ levels: 2 });
	});
});

test('what was signed about one invoice is not given on another that the customer put in its place', async () => {
	const { contact } = ours.account;
	const second = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, contact)));
	const said = (of: InvoiceRow, reasonCode: string) => ({
		items: [{ invoiceId: of.id, claimedMinor: 300_000n }],
		...{ reasonCode, requestedOutcome: 'CNP' as const },
		...{ explanation: 'Le prix convenu était de 90 euros.', idempotencyKey: uuidv7() }
	});
	const third = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const opened = await portal.disputes.open({ ...said(third, 'price_unit'), language: 'fr' });
	about = { id: opened.disputeId, reference: opened.reference };
	await decide(250_000n);
	expect(await sign('approver')).toMatchObject({ isGranted: false });
	const waitsFor = async () => (await portal.disputes.show(about)).tracker.waitsFor;
	expect(await waitsFor()).toBe('signature');
	await portal.disputes.amend({ ...said(second, 'quantity_short'), reference: about.reference });
	expect((await page()).approval.waiting).toMatchObject({ outdatedAs: 'outdated' });
	// His page announces no decision that nobody can sign any more.
	expect(await waitsFor()).not.toBe('signature');
	expect(await refusal(sign(director))).toBe('approval_outdated');
	expect(await resolutions()).toEqual([]);
});

test('whoever reduces says what the customer reads of it', async () => {
	await decide(150_000n);
	const less = { isReduced: true, amountMinor: 40_000n, customerText: 'Sans le transport.' };
	expect(await sign('approver', less)).toMatchObject({ isGranted: true });
	const letter = (await mailsAbout(about.id)).find(({ mail }) => mail === 'dispute-decided')!;
	expect(letter.facts).toMatchObject({
		...{ explanation: 'Sans le transport.', accepted: { minor: '40000' } }
	});
});

test('words for more never reach the customer beside less: changed, or said to fit', async () => {
	await decide(150_000n);
	const less = { isReduced: true, amountMinor: 40_000n };
	const written = 'Le tarif de mars s’applique.';
	const signed = (more: object) => sign('approver', { ...less, ...more });
	await expect(signed({ customerText: written })).rejects.toMatchObject({
		cause: { code: 'text_not_confirmed', field: 'customerText' }
	});
	const old = { customerText: 'Un avoir de 1.500,00 €.', isTextConfirmed: true };
	expect(await refusal(signed(old))).toBe('text_names_old');
	expect(await told('dispute-decided')).toEqual([]);
	await signed({ customerText: written, isTextConfirmed: true });
	const letter = (await mailsAbout(about.id)).find(({ mail }) => mail === 'dispute-decided')!;
	expect(letter.facts).toMatchObject({ explanation: written, accepted: { minor: '40000' } });
});

test('what the next level reads is what the customer will', async () => {
	await decide(250_000n);
	const less = { isReduced: true, amountMinor: 220_000n, customerText: 'Sans le transport.' };
	expect(await sign('approver', less)).toMatchObject({ isGranted: false });
	const letter = (await mailsAbout(about.id)).findLast(({ mail }) => mail === 'approval-request')!;
	expect(letter.facts).toMatchObject({ text: 'Sans le transport.', amount: { minor: '220000' } });
	expect(await refusal(sign(director, { ...less, amountMinor: 210_000n, customerText: ' ' }))).toBe(
		'required'
	);
});

test('the last signature sent twice is one, and no refusal', async () => {
	await decide(150_000n);
	const request = { ...(await on()), isReduced: false, note: 'D’accord.' };
	expect(await desk('approver').signApproval(request)).toMatchObject({ isGranted: true });
	expect(await desk('approver').signApproval(request)).toMatchObject({ isGranted: true });
	expect(await resolutions()).toHaveLength(1);
	expect(await refusal(desk(director).signApproval(request))).toBe('approval_over');
});

describe('four eyes', () => {
	test('nobody signs what he asked for, nor twice', async () => {
		await decide(250_000n, 'approver');
		expect(await refusal(sign('approver'))).toBe('four_eyes');
		expect(await sign('admin')).toMatchObject({ isGranted: false });
		expect(await refusal(sign('admin'))).toBe('four_eyes');
		expect(await sign(director)).toMatchObject({ isGranted: true });
	});

	test('a level that names somebody is signed by nobody else', async () => {
		await decide(250_000n);
		await sign('approver');
		expect(await refusal(sign('admin'))).toBe('not_his_to_sign');
		await sign(director);
	});

	test('who is named and asked for it himself leaves it to the others', async () => {
		await decide(250_000n, director);
		await sign('approver');
		expect(await sign('admin')).toMatchObject({ isGranted: true });
	});

	test('who is kept for a later level is not asked for the first one because its own signer asked', async () => {
		await rules([rule('100000', ours.users.approver.id), rule('200000', director.user.id)]);
		await decide(250_000n, 'approver');
		expect((await page()).approval.waiting?.waitsFor).toMatchObject([
			{ name: ours.users.admin.name }
		]);
	});

	test('two who sign at the same instant are one level', async () => {
		await decide(250_000n);
		const input = { ...(await on()), isReduced: false, seen: (await page()).version };
		const both = await Promise.allSettled([
			desk('approver').signApproval(input),
			desk('admin').signApproval(input)
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await page()).approval.waiting).toMatchObject({ signed: 1 });
	});
});

describe('an approver', () => {
	test('gives less: that is decided, and levels it does not need are not asked', async () => {
		await decide(250_000n);
		for (const [amountMinor, code] of [
			[undefined, 'required'],
			[0n, 'amount_not_positive'],
			[250_000n, 'not_reduced']
		] as const)
			expect(await refusal(sign('approver', { ...REDUCED, amountMinor }))).toBe(code);
		expect(await sign('approver', { ...REDUCED, amountMinor: 150_000n })).toMatchObject({
			isGranted: true
		});
		expect(await resolutions()).toMatchObject([{ accepted_minor: '150000', signed: '1' }]);
	});

	test('gives less of a whole claim: the customer is right in part', async () => {
		await desk().decide({
			...{ disputeId: about.id, verdict: 'valid', outcome: 'credit_full' },
			explanation: 'Tout est vrai.'
		});
		await sign('approver', { ...REDUCED, amountMinor: 120_000n });
		expect(await resolutions()).toMatchObject([
			{ accepted_minor: '120000', verdict: 'partly_valid' }
		]);
	});

	test('refuses with a reason: the case goes on, and may be asked for again', async () => {
		await decide(150_000n);
		expect(await refusal(desk('approver').refuseApproval(await on()))).toBe('explanation_required');
		await desk('approver').refuseApproval({ ...(await on()), note: 'Hors contrat.' });
		expect(await alerts()).toContainEqual(['approval_refused', ours.users.collector.email]);
		expect(await statusOf(about.id)).toBe('in_progress');
		expect(await resolutions()).toEqual([]);
		await decide(90_000n);
		expect(await statusOf(about.id)).toBe('decided');
		expect(await ends()).toEqual([
			{ ended_as: 'refused', ended_by_name: ours.users.approver.name }
		]);
	});

	test('asks, is answered, and is mailed again', async () => {
		await decide(150_000n);
		expect(await refusal(desk().replyToApprover({ ...(await on()), note: 'x' }))).toBe(
			'nothing_asked'
		);
		await desk('approver').askBeforeApproval({ ...(await on()), note: 'Un accord écrit ?' });
		expect(await alerts()).toContainEqual(['approval_question', ours.users.collector.email]);
		expect((await page()).approval.waiting).toMatchObject({ isAsked: true });
		const before = await told('approval-request');
		await desk().replyToApprover({ ...(await on()), note: 'Oui, joint.' });
		const after = await told('approval-request');
		expect(after.slice(before.length)).toContain(ours.users.approver.email);
		const { name, email } = ours.users.approver;
		const asked = async () => (await mailsAbout(about.id)).filter(({ facts }) => facts.question);
		expect((await asked()).find(({ to_email }) => to_email === email)!.facts).toMatchObject({
			...{ question: { by: name, words: 'Un accord écrit ?', isOwn: true }, standsInFor: '' },
			reply: { words: 'Oui, joint.' }
		});
		for (const { facts } of (await asked()).filter(({ to_email }) => to_email !== email))
			expect(facts).toMatchObject({ question: { by: name, isOwn: false } });
		expect(await sign('approver')).toMatchObject({ isGranted: true });
	});

	test('asks somebody else where the account of whoever wanted it is closed', async () => {
		await decide(150_000n);
		const question = { ...(await on()), note: 'Un accord écrit ?' };
		const { collector } = ours.users;
		await asOwner('update "user" set disabled_at = now() where id = $1', [collector.id]);
		try {
			await desk('approver').askBeforeApproval(question);
			const [asked] = (await alerts()).filter(([event]) => event === 'approval_question');
			expect(asked?.[1]).not.toBe(collector.email);
		} finally {
			await asOwner('update "user" set disabled_at = null where id = $1', [collector.id]);
		}
	});

	test('who signs after a question closes it: the next level is asked, and nobody answers himself', async () => {
		await decide(250_000n);
		await desk('approver').askBeforeApproval({ ...(await on()), note: 'Pourquoi tout ?' });
		expect((await page()).approval.waiting).toMatchObject({ isAsked: true, mayReply: true });
		expect((await page('approver')).approval.waiting).toMatchObject({ mayReply: false });
		const own = { ...(await on()), note: 'Parce que.' };
		expect(await refusal(desk('approver').replyToApprover(own))).toBe('nothing_asked');
		await sign('approver');
		expect((await page('approver')).approval.waiting).toMatchObject({
			...{ isAsked: false, mayReply: false, waitsFor: [{ name: director.user.name }] }
		});
		const queue = await desk(director).queue({ view: 'approve' });
		expect(queue.rows.map(({ id }) => id)).toContain(about.id);
		expect(await refusal(desk().replyToApprover(own))).toBe('nothing_asked');
	});

	test('whom a later level names is kept for it, on the page, in the mails, the queue and the refusal', async () => {
		await decide(250_000n);
		const { approver, admin } = ours.users;
		expect((await told('approval-request')).sort()).toEqual([approver.email, admin.email].sort());
		expect((await page(director)).approval.waiting).toMatchObject({ maySign: false });
		const queue = await desk(director).queue({ view: 'approve' });
		expect(queue.rows.map(({ id }) => id)).not.toContain(about.id);
		expect(await refusal(sign(director))).toBe('not_his_to_sign');
	});

	test('who is away and left to sign is shown away; the decision names every level it reaches', async () => {
		const untilOn = localDate('2026-03-10');
		await callerFor(director).desk.absences.enter({
			...{ userId: director.user.id, substituteId: ours.users.admin.id },
			...{ fromOn: localDate('2026-03-02'), untilOn }
		});
		expect((await page()).approval.levels).toMatchObject([
			{ above: { minor: 100_000n }, signers: [{ name: ours.users.approver.name }] },
			{
				...{ above: { minor: 200_000n } },
				signers: [{ name: ours.users.admin.name, forName: director.user.name }]
			}
		]);
		// What is expected of each is the same whoever reads it, whoever would sign included.
		expect((await page('approver')).approval.validators).toMatchObject([
			{ above: { minor: 100_000n }, name: ours.users.approver.name },
			{ above: { minor: 200_000n }, name: ours.users.admin.name }
		]);
		expect((await page('approver')).keepers).toEqual((await page()).keepers);
		expect((await page()).keepers).toHaveLength(1);
		await asOwner(`update "user" set disabled_at = now() where id = $1`, [ours.users.admin.id]);
		try {
			await decide(250_000n);
			await sign('approver');
			expect((await page()).approval.waiting).toMatchObject({
				waitsFor: [{ name: director.user.name, forName: '', awayUntil: untilOn }]
			});
		} finally {
			await asOwner(`update "user" set disabled_at = null where id = $1`, [ours.users.admin.id]);
			await asOwner('delete from absence where user_id = $1', [director.user.id]);
		}
	});

	test('who is away is represented by a substitute who may approve', async () => {
		await callerFor(director).desk.absences.enter({
			...{ userId: director.user.id, substituteId: ours.users.admin.id },
			...{ fromOn: localDate('2026-03-02'), untilOn: localDate('2026-03-10') }
		});
		await rules([rule('100000', director.user.id)]);
		await decide(150_000n);
		expect(await told('approval-request')).toEqual([ours.users.admin.email]);
		await sign('admin');
		expect((await page()).approval.past[0]!.acts).toMatchObject([
			{ byName: ours.users.admin.name, forName: director.user.name }
		]);
		// Back again.
		setClock(new Date('2026-03-11T09:00:00Z'));
		const next = await buildDispute(ours.inside, invoice, { claimedMinor: 200_000n });
		about = { id: next.id, reference: next.reference };
		await decide(150_000n);
		expect(await told('approval-request')).toEqual([director.user.email]);
	});
});

describe('what waits', () => {
	test('is out of the dunning, and nothing the customer reads', async () => {
		await decide(250_000n);
		const held = await unitOfWork(ours.desk.collector, (unit) =>
			activeClaims(unit, { invoiceIds: [invoice.id] })
		);
		expect(held).toMatchObject([{ claimedMinor: 300_000n }]);
		const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
		const read = await portal.show({ reference: about.reference });
		expect(
			JSON.stringify(read, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
		).not.toMatch(/Le tarif de mars|250000|Director/);
	});

	test('is taken back, or replaced by another decision', async () => {
		await decide(250_000n);
		await decide(150_000n);
		const { note: _, ...withdrawn } = await on();
		await desk().withdrawRequest(withdrawn);
		expect(await ends()).toMatchObject([{ ended_as: 'replaced' }, { ended_as: 'withdrawn' }]);
		expect(
			await refusal(desk('approver').signApproval({ ...withdrawn, note: '', isReduced: false }))
		).toBe('approval_over');
	});

	test.each([
		['a smaller credit', { kind: 'credit', amountMinor: 50_000n }],
		['goods sent again', { kind: 'replacement' }]
	] as const)('is replaced where %s is offered at once', async (_, offered) => {
		await decide(250_000n);
		const request = await on();
		await desk().propose({
			...{ disputeId: about.id, ...offered, text: 'Un geste.', idempotencyKey: uuidv7() },
			validUntil: localDate('2026-03-20')
		});
		expect(await ends()).toMatchObject([{ ended_as: 'replaced' }]);
		expect(await refusal(desk('approver').signApproval({ ...request, isReduced: false }))).toBe(
			'approval_over'
		);
		expect(await resolutions()).toEqual([]);
	});

	test('is over when the customer withdraws the case', async () => {
		await decide(150_000n);
		const request = await on();
		const portal = await portalScopeOf(ours.account.portalPath);
		await unitOfWork(portal, (unit) => withdrawDispute(unit, about.reference));
		expect(await ends()).toMatchObject([{ ended_as: 'case_over' }]);
		expect(await refusal(desk('approver').signApproval({ ...request, isReduced: false }))).toBe(
			'approval_over'
		);
		expect(await resolutions()).toEqual([]);
	});

	test('cannot be signed once another sum is contested', async () => {
		await decide(150_000n);
		await asOwner('update dispute_item set claimed_minor = 200000 where dispute_id = $1', [
			about.id
		]);
		expect((await page('approver')).approval.waiting).toMatchObject({ outdatedAs: 'outdated' });
		expect(await refusal(sign('approver'))).toBe('approval_outdated');
		await desk('approver').refuseApproval({ ...(await on()), note: 'À redemander.' });
	});

	test('is in the queue of whoever signs, and of whoever is asked something', async () => {
		const seenBy = async (by: DeskScope | Role, view: 'approve' | 'mine') =>
			(await desk(by).queue({ view })).rows.some(({ id }) => id === about.id);
		await decide(250_000n);
		expect(await seenBy('approver', 'approve')).toBe(true);
		expect(await seenBy('approver', 'mine')).toBe(true);
		expect(await seenBy('collector', 'approve')).toBe(false);
		await desk('approver').askBeforeApproval({ ...(await on()), note: 'Pourquoi ?' });
		expect(await seenBy('approver', 'approve')).toBe(false);
		expect(await seenBy('collector', 'mine')).toBe(true);
		expect(
			(await callerFor(other.desk.approver).desk.disputes.queue({ view: 'approve' })).total
		).toBe(0);
	});

	test('is nothing to another company', async () => {
		await decide(150_000n);
		const theirs = callerFor(other.desk.approver).desk.disputes;
		expect(await refusal(theirs.signApproval({ ...(await on()), isReduced: false }))).toBe(
			'not_found'
		);
		expect(await ends()).toEqual([{ ended_as: null, ended_by_name: null }]);
	});
});

describe('an offer above the limit', () => {
	const offer = (amountMinor = 150_000n) =>
		desk().propose({
			...{ disputeId: about.id, kind: 'credit', amountMinor, text: 'Nous reprenons la moitié.' },
			...{ validUntil: localDate('2026-03-20'), idempotencyKey: uuidv7() }
		});
	const portal = async () =>
		callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	const accept = async () => {
		const { id, shownSha256 } = (await (
			await portal()
		).proposal({ reference: about.reference, language: 'fr' }))!;
		await (
			await portal()
		).answerProposal({
			...{ reference: about.reference, proposalId: id, verdict: 'accepted', signedName: 'Ana' },
			...{ language: 'fr', shownSha256, idempotencyKey: uuidv7() }
		});
	};

	test('reaches the customer once it is signed, in the name of whoever made it', async () => {
		await offer();
		expect(await told('dispute-update')).toEqual([]);
		await sign('approver');
		expect(await told('dispute-update')).toHaveLength(1);
		expect((await page()).proposals).toMatchObject([
			{ proposedByName: ours.users.collector.name, amount: { minor: 150_000n } }
		]);
		// What he agreed to stands, whatever the limit is by then.
		await rules([rule('0')]);
		await accept();
		expect(await resolutions()).toMatchObject([{ accepted_minor: '150000' }]);
	});

	test('is made for less when the approver says so', async () => {
		await offer();
		await sign('approver', { ...REDUCED, amountMinor: 110_000n });
		await accept();
		expect(await resolutions()).toMatchObject([{ accepted_minor: '110000' }]);
	});

	test('is not signed after its last day', async () => {
		await offer();
		setClock(new Date('2026-03-21T10:00:00Z'));
		expect(await refusal(sign('approver'))).toBe('approval_outdated');
	});
});

describe('no path gives more than the limit without a signature', () => {
	const DECIDERS = ROLES.filter((role) => can(role, 'disputes.decide'));
	const unsigned = async () =>
		(await resolutions()).filter(
			({ accepted_minor, signed }) => BigInt(accepted_minor) > 100_000n && signed === '0'
		);

	test.each(DECIDERS)('%s decides', async (role) => {
		await decide(100_001n, role);
		expect(await resolutions()).toEqual([]);
	});

	test.each(DECIDERS)(
		'%s decides for the whole claim, as a goodwill, as a new invoice',
		async (role) => {
			for (const [verdict, outcome, acceptedMinor] of [
				['valid', 'credit_full', undefined],
				['invalid', 'goodwill', 100_001n],
				['valid', 'reinvoice', undefined]
			] as const)
				await desk(role).decide({
					...{ disputeId: about.id, verdict, outcome, acceptedMinor, explanation: 'x' }
				});
			expect(await resolutions()).toEqual([]);
		}
	);

	test.each(DECIDERS)('%s offers', async (role) => {
		await desk(role).propose({
			...{ disputeId: about.id, kind: 'credit', amountMinor: 100_001n, text: 'x' },
			...{ validUntil: localDate('2026-03-20'), idempotencyKey: uuidv7() }
		});
		expect((await page()).proposals).toEqual([]);
	});

	test('in two rounds of one case', async () => {
		await decide(60_000n);
		await desk().resolve({ disputeId: about.id, creditNoteNumber: `AV-${uuidv7()}` });
		await desk().reopen({ disputeId: about.id, note: 'Le client revient.' });
		expect((await page()).approval.limit).toMatchObject({ minor: 40_000n });
		expect(await decide(40_001n)).toMatchObject({ isDecided: false });
		expect(await decide(40_000n)).toMatchObject({ isDecided: true });
		expect(await unsigned()).toEqual([]);
	});

	describe('whatever the house calls the claim', () => {
		/** Up to 500.00 of a price, 5,000.00 of a defect. */
		beforeEach(() =>
			rules([
				{ ...rule('50000'), category: 'price' },
				{ ...rule('500000'), category: 'quality' }
			])
		);
		const changeReason = (reasonCode: string) =>
			desk().changeReason({ disputeId: about.id, reasonCode, note: 'Plutôt un défaut.' });
		const limit = async () => (await page()).approval.limit?.minor;

		test('another reason after a refusal needs the same signature', async () => {
			await decide(60_000n);
			await desk('approver').refuseApproval({ ...(await on()), note: 'Hors contrat.' });
			await changeReason('goods_damaged');
			expect(await limit()).toBe(50_000n);
			expect(await decide(60_000n)).toMatchObject({ isDecided: false });
			expect((await desk('approver').queue({ view: 'approve' })).rows).toContainEqual(
				expect.objectContaining({ id: about.id })
			);
			expect(await sign('approver')).toMatchObject({ isGranted: true });
			expect(await unsigned()).toEqual([]);
		});

		test('nor does a round that led to a credit forget it', async () => {
			await changeReason('goods_damaged');
			await decide(10_000n);
			await desk().resolve({ disputeId: about.id, creditNoteNumber: `AV-${uuidv7()}` });
			await desk().reopen({ disputeId: about.id, note: 'Le client revient.' });
			expect(await limit()).toBe(40_000n);
			expect(await decide(40_001n)).toMatchObject({ isDecided: false });
		});

		test('nor is there a way round it by a stricter reason that was put in between', async () => {
			await changeReason('goods_damaged');
			await changeReason('price_unit');
			expect(await limit()).toBe(50_000n);
		});

		test('a case that goes into one of another reason takes its limit along', async () => {
			const into = await buildDispute(ours.inside, invoice, {
				...{ claimedMinor: 100_000n, status: 'in_progress', reasonCode: 'goods_damaged' }
			});
			const sides = { reference: into.reference, from: about.reference };
			const plan = await desk().mergePlan(sides);
			await desk().merge({
				...{
					...sides,
					note: '',
					counted: 'besides',
					seen: plan.from.version,
					seenInto: plan.into.version
				}
			});
			about = { id: into.id, reference: into.reference };
			expect(await limit()).toBe(50_000n);
			expect(await decide(60_000n)).toMatchObject({ isDecided: false });
		});

		test('what the customer says otherwise himself is looked at as he says it', async () => {
			await asOwner(
				`update dispute set reason_id = (select id from reason where organisation_id = $2 and code = 'goods_damaged')
				where id = $1`,
				[about.id, ours.inside.organisationId]
			);
			expect(await limit()).toBe(500_000n);
		});
	});

	test('where nobody else may sign, it is not even asked', async () => {
		const alone = other.desk.approver;
		const theirs = await buildDispute(other.inside, other.account.overdue, {
			claimedMinor: 90_000n
		});
		await asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
			other.inside.organisationId,
			JSON.stringify([rule('0')])
		]);
		await asOwner(`update "user" set disabled_at = now() where id = $1`, [other.users.admin.id]);
		const asked = callerFor(alone).desk.disputes.decide({
			...{ disputeId: theirs.id, verdict: 'valid', outcome: 'credit_full', explanation: 'x' }
		});
		expect(await refusal(asked)).toBe('nobody_to_approve');
		expect(
			await asOwner('select from approval_request where dispute_id = $1', [theirs.id])
		).toEqual([]);
	});
});
