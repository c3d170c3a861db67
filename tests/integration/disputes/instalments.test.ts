import { beforeEach, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { disputeChecks } from '$lib/server/disputes/checks';
import { carryOutAgreed } from '$lib/server/disputes/carry-out-proposal';
import { TEST_INSTANT, asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, putInStatus, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let portal: ReturnType<typeof callerFor>['portal'];
let invoice: Awaited<ReturnType<typeof buildInvoice>>;
let about: { id: string; reference: string };
beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) {
		({ ours, other } = await buildWorld());
		({ portal } = callerFor(await portalScopeOf(ours.account.portalPath)));
	}
	const { contact, customer } = ours.account;
	invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	about = await buildDispute(ours.inside, invoice, {
		claimedMinor: 30_001n,
		status: 'in_progress',
		raisedByName: contact.name,
		raisedByEmail: contact.email,
		raisedByContactId: contact.id
	});
});

type Role = 'collector' | 'approver';
const desk = (role: Role = 'collector') => callerFor(ours.desk[role]).desk.disputes;
const part = (dueOn: string, amountMinor?: bigint) => ({ dueOn: localDate(dueOn), amountMinor });
const PARTS = [part('2026-03-13', 10_000n), part('2026-03-31', 20_001n)];
const offer = (fields: object = {}, role: Role = 'collector') =>
	desk(role).propose({
		disputeId: about.id,
		kind: 'instalments',
		covers: 'disputed',
		parts: PARTS,
		text: 'Comme convenu au téléphone.',
		validUntil: localDate('2026-03-12'),
		idempotencyKey: uuidv7(),
		...fields
	});
const page = async () =>
	(await portal.disputes.proposal({ reference: about.reference, language: 'fr' }))!;
const answer = async (fields: object = {}) => {
	const { id, shownSha256 } = await page();
	return portal.disputes.answerProposal({
		reference: about.reference,
		proposalId: id,
		verdict: 'accepted',
		signedName: 'Ana Petit',
		language: 'fr',
		shownSha256,
		idempotencyKey: uuidv7(),
		...fields
	});
};
const refusal = async (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: { message: string }) => error.message
	);
const promises = () =>
	asOwner(
		`select p.due_on::text as due_on, i.amount_minor, p.made_by_kind, p.made_by_name, p.beyond, p.verdict, p.decided_by, p.shown_text
		from promise p join promise_item i on i.organisation_id = p.organisation_id and i.promise_id = p.id
		where i.invoice_id = $1 order by p.due_on`,
		[invoice.id]
	);

test('a plan that is accepted ends the case and promises each payment, with the words as evidence', async () => {
	await offer();
	expect(await statusOf(about.id)).toBe('waiting_customer');
	const { words, shownText } = await page();
	expect(words.parts.map(({ amount }) => amount)).toEqual(['100,00\u00a0€', '200,01\u00a0€']);
	expect(shownText).toMatch(/^1\.\svendredi\s13\smars\s2026\s–\s100,00\s€$/m);

	await answer();
	expect(await statusOf(about.id)).toBe('resolved');
	expect(await promises()).toMatchObject([
		{ due_on: '2026-03-13', amount_minor: '10000', made_by_kind: 'customer' },
		{
			due_on: '2026-03-31',
			amount_minor: '20001',
			made_by_name: 'Ana Petit',
			shown_text: shownText
		}
	]);
	const [kept] = await asOwner('select * from proposal_answer where dispute_id = $1', [about.id]);
	expect(createHash('sha256').update(String(kept!.shown_text)).digest('hex')).toBe(
		kept!.shown_sha256
	);
	const told = (await mailsAbout(about.id)).map(({ mail, facts }) => facts.event ?? mail);
	expect(told).toEqual(['proposed', 'proposal_accepted', 'proposal_accepted']);
	expect(await auditOf(about.id)).toEqual(
		expect.arrayContaining(['dispute.decided', 'dispute.resolved'])
	);
	expect((await portal.disputes.show({ reference: about.reference })).decision).toMatchObject({
		isAgreed: true,
		verdict: 'invalid'
	});
	const { promiseId } = await page();
	expect(await portal.promises.made({ promiseId: promiseId! })).toMatchObject({
		standing: 'open',
		madeBy: 'Ana Petit'
	});
	expect((await portal.customers.account()).overduePromised).toEqual([
		{ minor: 30_001n, currency: 'EUR' }
	]);
});

test('it may be about all that is left to pay, in equal parts, and is carried out once', async () => {
	await offer({
		covers: 'whole',
		parts: ['2026-03-13', '2026-03-20', '2026-03-31'].map((day) => part(day))
	});
	await answer();
	const amounts = (await promises()).map(({ amount_minor }) => amount_minor);
	expect(amounts).toEqual(['33333', '33333', '33334']);
	// As if the process had ended between the yes and the promises.
	await asOwner('update proposal set carried_out_at = null where dispute_id = $1', [about.id]);
	await Promise.all([carryOutAgreed(ours.inside), carryOutAgreed(ours.inside)]);
	expect(await promises()).toHaveLength(3);
});

test('of one invoice it says "this invoice", of several "these"', async () => {
	await offer({
		covers: 'whole',
		parts: ['2026-03-13', '2026-03-20', '2026-03-31'].map((day) => part(day))
	});
	for (const [language, one] of [
		...[['fr', 'cette facture'] as const, ['en', 'this invoice'] as const],
		...[['de', 'diese Rechnung '] as const, ['es', 'esta factura'] as const]
	]) {
		const found = await portal.disputes.proposal({ reference: about.reference, language });
		expect(found!.words.before.join(' ')).toContain(one);
	}
});

test('a plan outside the policy, or for another sum than what is open, is not offered', async () => {
	const cases: [object, string][] = [
		[{ parts: [PARTS[1]!] }, 'too_few_parts'],
		[{ parts: ['10', '11', '12', '13'].map((day) => part(`2026-03-${day}`)) }, 'parts_too_many'],
		[{ parts: [...PARTS].reverse() }, 'promise_days_order'],
		[{ parts: [PARTS[0]!, part('2026-04-15', 20_001n)] }, 'part_too_far'],
		[{ parts: [PARTS[0]!, part('2026-03-31', 20_000n)] }, 'parts_not_the_sum'],
		[{ parts: [PARTS[0]!, part('2026-03-31')] }, 'parts_all_amounts'],
		[{ parts: [part('2026-02-13', 10_000n), PARTS[1]!] }, 'date_in_past'],
		[{ validUntil: localDate('2026-03-14') }, 'offer_after_first_part']
	];
	for (const [fields, code] of cases)
		expect([code, await refusal(offer(fields))]).toEqual([code, code]);
	expect(await mailsAbout(about.id)).toEqual([]);
	// Whoever decides about promises may go as far as he could agree to.
	await offer({ parts: [PARTS[0]!, part('2026-04-15', 20_001n)] }, 'approver');
	await answer();
	expect((await promises())[1]).toMatchObject({
		beyond: ['too_far'],
		verdict: 'approved',
		decided_by: 'approver m'
	});
});

test('money that came meanwhile: the yes is refused kindly, staff is told once, a no is still taken', async () => {
	await offer();
	const { id: proposalId, shownSha256 } = await page();
	await buildPayment(ours.inside, invoice, 80_000n);
	expect((await page()).state).toBe('outdated');
	for (let again = 0; again < 2; again++)
		expect(await refusal(answer({ proposalId, shownSha256 }))).toBe('proposal_outdated');
	const alerts = (await mailsAbout(about.id)).filter(
		({ facts }) => facts.event === 'proposal_outdated'
	);
	expect(alerts).toHaveLength(1);
	expect(alerts[0]!.facts.text).toContain('200,00');
	expect(await promises()).toEqual([]);
	expect(await statusOf(about.id)).toBe('waiting_customer');
	expect((await desk().page({ reference: about.reference })).proposals[0]).toMatchObject({
		state: 'outdated'
	});
	expect((await portal.disputes.show({ reference: about.reference })).proposal).toMatchObject({
		state: 'outdated'
	});
	await answer({ verdict: 'refused', note: 'Déjà payé en partie.' });
	expect(await statusOf(about.id)).toBe('in_progress');
});

/** Nobody reads that it is being applied, whoever follows the case was told once, and the check names it. */
async function notWrittenAsDone() {
	const rows = await asOwner('select id, carried_out_at from proposal where dispute_id = $1', [
		about.id
	]);
	expect(rows).toMatchObject([{ carried_out_at: null }]);
	const told = (await mailsAbout(about.id)).filter(
		({ mail, facts }) => mail === 'dispute-update' && facts.event === 'proposal_undone'
	);
	expect(told).toHaveLength(1);
	expect(await page()).toMatchObject({ isUndone: true });
	const [check] = disputeChecks.filter(({ name }) => name === 'agreed_not_booked');
	expect(await unitOfWork(ours.inside, (unit) => check!.broken(unit))).toContain(rows[0]!.id);
}

test('somebody decided between the yes and its booking: his decision stands, and both sides know', async () => {
	await offer();
	await answer();
	await asOwner('delete from promise_item where invoice_id = $1', [invoice.id]);
	await asOwner('delete from resolution where dispute_id = $1', [about.id]);
	await asOwner(
		'update proposal set carried_out_at = null, promise_id = null where dispute_id = $1',
		[about.id]
	);
	await putInStatus(about.id, 'decided');
	await carryOutAgreed(ours.inside);
	await carryOutAgreed(ours.inside);
	expect(await statusOf(about.id)).toBe('decided');
	expect(
		(await mailsAbout(about.id)).filter(
			({ mail, facts }) => mail === 'staff-alert' && facts.event === 'proposal_undone'
		)
	).toHaveLength(1);
	await notWrittenAsDone();
});

test('money that comes in the instant after the yes leaves the case to staff, with the yes on file', async () => {
	await offer();
	await answer();
	await asOwner('delete from promise_item where invoice_id = $1', [invoice.id]);
	await asOwner('delete from resolution where dispute_id = $1', [about.id]);
	await asOwner(
		'update proposal set carried_out_at = null, promise_id = null where dispute_id = $1',
		[about.id]
	);
	await putInStatus(about.id, 'in_progress');
	await buildPayment(ours.inside, invoice, 90_000n);
	await carryOutAgreed(ours.inside);
	await carryOutAgreed(ours.inside);
	expect(await promises()).toEqual([]);
	expect(await statusOf(about.id)).toBe('in_progress');
	expect(
		(await mailsAbout(about.id)).filter(({ facts }) => facts.event === 'proposal_outdated')
	).toHaveLength(1);
	await notWrittenAsDone();
});

test('what another case contests or another promise covers is not divided again', async () => {
	const { contact } = ours.account;
	await buildDispute(ours.inside, invoice, {
		claimedMinor: 50_000n,
		status: 'in_progress',
		raisedByName: contact.name,
		raisedByEmail: contact.email
	});
	const { plan } = await desk().page({ reference: about.reference });
	expect(plan).toMatchObject({ disputed: { minor: 30_001n }, whole: { minor: 50_000n } });
});

test('the other organisation sees nothing of it', async () => {
	await offer();
	const stranger = callerFor(await portalScopeOf(other.account.portalPath)).portal.disputes;
	expect(await refusal(stranger.proposal({ reference: about.reference, language: 'fr' }))).toBe(
		'not_found'
	);
	expect(await refusal(callerFor(other.desk.collector).desk.disputes.page(about))).toBe(
		'not_found'
	);
	await answer();
	await carryOutAgreed(other.inside);
	expect(await asOwner('select distinct organisation_id from promise')).toEqual([
		{ organisation_id: ours.inside.organisationId }
	]);
});
