import { render } from 'svelte/server';
import { beforeEach, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { threadOf } from '$lib/components/disputes/thread';
import Conversation from '$lib/components/portal/Conversation.svelte';
import { setClock } from '$lib/server/clock';
import { carryOutAgreed } from '$lib/server/disputes/carry-out-proposal';
import { TEST_INSTANT, asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, putInStatus, statusOf } from './traces';

useDatabase();
let ours: Company;
let portal: ReturnType<typeof callerFor>['portal']['disputes'];
let about: { id: string; reference: string };
beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) {
		({ ours } = await buildWorld());
		portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	}
	const { contact, overdue } = ours.account;
	about = await buildDispute(ours.inside, overdue, {
		claimedMinor: 30_000n,
		status: 'in_progress',
		raisedByName: contact.name,
		raisedByEmail: contact.email,
		raisedByContactId: contact.id
	});
});

const desk = (role: 'collector' | 'approver' = 'collector') =>
	callerFor(ours.desk[role]).desk.disputes;
const offer = (fields: object = {}, role: 'collector' | 'approver' = 'collector') =>
	desk(role).propose({
		disputeId: about.id,
		kind: 'credit',
		amountMinor: 18_000n,
		text: 'Nous reprenons la palette abîmée.',
		validUntil: '2026-03-20' as never,
		idempotencyKey: uuidv7(),
		...fields
	});
const page = async () => (await portal.proposal({ reference: about.reference, language: 'fr' }))!;
const answer = async (fields: object = {}) => {
	const { id, shownSha256 } = await page();
	return portal.answerProposal({
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
const evidence = () => asOwner('select * from proposal_answer where dispute_id = $1', [about.id]);
const decisions = () =>
	asOwner(
		'select verdict, outcome, accepted_minor, decided_by_name from resolution where dispute_id = $1',
		[about.id]
	);

test('the key of an answer with another one in it is refused by name: the first stands', async () => {
	await offer();
	const { id: proposalId, shownSha256 } = await page();
	const first = { proposalId, shownSha256, verdict: 'refused', note: '', idempotencyKey: uuidv7() };
	const again = (fields: object) =>
		portal.answerProposal({
			...{ reference: about.reference, signedName: 'Ana Petit', language: 'fr' },
			...(first as { proposalId: string; verdict: 'refused'; shownSha256: string }),
			...{ idempotencyKey: first.idempotencyKey, ...fields }
		});
	await again({});
	await again({});
	for (const other of [
		{ verdict: 'accepted' },
		{ note: 'Sauf le transport.' },
		{ signedName: 'Luc Roy' }
	])
		await expect(again(other)).rejects.toMatchObject({
			cause: { code: 'proposal_answered', details: { name: 'Ana Petit' } }
		});
	expect(await evidence()).toMatchObject([{ verdict: 'refused', note: '' }]);
	expect(await decisions()).toEqual([]);
});

test('an offer waits for the customer; his yes is kept word for word and decides the case once', async () => {
	await offer();
	expect(await statusOf(about.id)).toBe('waiting_customer');
	expect((await portal.show({ reference: about.reference })).proposal).toMatchObject({
		state: 'open',
		offer: { kind: 'credit', amount: { minor: 18_000n } }
	});
	const { shownText } = await page();
	expect(shownText).toMatch(/180,00.€/);
	expect(shownText).toContain('Nous reprenons la palette abîmée.');

	await answer();
	const [kept] = await evidence();
	expect(kept).toMatchObject({
		verdict: 'accepted',
		signed_name: 'Ana Petit',
		holder_email: ours.account.contact.email,
		shown_text: shownText
	});
	expect(createHash('sha256').update(String(kept!.shown_text)).digest('hex')).toBe(
		kept!.shown_sha256
	);
	expect(await statusOf(about.id)).toBe('decided');
	expect(await decisions()).toEqual([
		{
			verdict: 'partly_valid',
			outcome: 'credit_partial',
			accepted_minor: '18000',
			decided_by_name: 'collector m'
		}
	]);
	const told = (await mailsAbout(about.id)).map(({ mail, facts }) => facts.event ?? mail);
	// To the customer once, with everything: the words, the decision they are, who agreed.
	expect(told).toEqual(['proposed', 'proposal_accepted', 'proposal_accepted']);
	const [proposed] = await mailsAbout(about.id);
	expect(proposed!.facts.offer).toMatchObject({
		kind: 'credit',
		amount: { minor: '18000', currency: 'EUR' }
	});
	const yes = (await mailsAbout(about.id)).find(
		({ mail, facts }) => mail === 'dispute-update' && facts.event === 'proposal_accepted'
	);
	expect(yes!.facts).toMatchObject({
		by: 'Ana Petit',
		message: shownText,
		agreed: { accepted: { minor: '18000', currency: 'EUR' } }
	});
	const [shown] = (await desk().page({ reference: about.reference })).proposals;
	expect(shown).toMatchObject({
		state: 'accepted',
		answer: { signedName: 'Ana Petit', shownText }
	});
	await expect(
		asOwner('update proposal_answer set signed_name = $2 where dispute_id = $1', [about.id, 'x'])
	).rejects.toThrow();
});

test('twenty who accept at once are one agreement', async () => {
	await offer();
	const idempotencyKey = uuidv7();
	const all = await Promise.all(
		Array.from({ length: 20 }, (_, place) =>
			refusal(answer({ idempotencyKey: place < 10 ? idempotencyKey : uuidv7() }))
		)
	);
	expect(all.filter((code) => code === null).length).toBeGreaterThan(0);
	expect(all.filter((code) => code !== null).every((code) => code === 'proposal_answered')).toBe(
		true
	);
	expect(await evidence()).toHaveLength(1);
	expect(await decisions()).toHaveLength(1);
	expect((await auditOf(about.id)).filter((one) => one === 'dispute.decided')).toHaveLength(1);
});

test('what was agreed and not booked is booked at the next ring, once', async () => {
	await offer();
	await answer();
	// As if the process had ended between the yes and the decision.
	await asOwner('delete from credit_request where dispute_id = $1', [about.id]);
	await asOwner('delete from resolution where dispute_id = $1', [about.id]);
	await putInStatus(about.id, 'in_progress');
	await asOwner('update proposal set carried_out_at = null where dispute_id = $1', [about.id]);
	await Promise.all([carryOutAgreed(ours.inside), carryOutAgreed(ours.inside)]);
	await carryOutAgreed(ours.inside);
	expect(await decisions()).toHaveLength(1);
});

test('a refusal decides nothing, and the case goes on', async () => {
	await offer();
	await answer({ verdict: 'refused', note: 'C’est trop peu.' });
	expect(await statusOf(about.id)).toBe('in_progress');
	expect(await decisions()).toEqual([]);
	expect(await refusal(answer())).toBe('proposal_answered');
});

test('what the customer said to an offer stands in the conversation of both sides, with his note', async () => {
	await offer();
	const conversation = async () => {
		const { messages, offerAnswers, files } = await portal.show({ reference: about.reference });
		const { body } = render(Conversation, {
			props: {
				...{ base: '/p/x', messages, offerAnswers, files },
				...{ creditor: 'X', timeZone: 'Europe/Paris' }
			}
		});
		return body.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ');
	};
	expect(await conversation()).not.toContain('Notre proposition');
	await answer({ verdict: 'refused', note: 'Un avoir, s’il vous plaît.' });
	expect(await conversation()).toMatch(
		/Ana Petit.*Notre proposition : refusée Un avoir, s’il vous plaît\./
	);
	const inside = await desk().page({ reference: about.reference });
	expect(threadOf(inside)).toContainEqual(
		expect.objectContaining({
			...{ kind: 'offerAnswer', verdict: 'refused', authorName: 'Ana Petit' },
			body: 'Un avoir, s’il vous plaît.'
		})
	);
	setClock(new Date(TEST_INSTANT.getTime() + 60_000));
	await offer();
	await answer({ note: '' });
	expect(await conversation()).toMatch(/refusée.*Notre proposition : acceptée/);
});

test('whoever proposes may give what he proposes: the limit is looked at before the customer reads it', async () => {
	await limitTo('10000');
	expect(await offer()).toHaveProperty('requestId');
	const kept = { ...{ amountMinor: 18_000n, idempotencyKey: uuidv7() } };
	const first = await offer(kept);
	expect(await offer(kept)).toEqual(first);
	expect(await mailsAbout(about.id)).toEqual(
		expect.arrayContaining([expect.objectContaining({ mail: 'approval-request' })])
	);
	expect(await portal.proposal({ reference: about.reference, language: 'fr' })).toBeNull();
	// Every case of this file is about the same invoice, for which one limit holds.
	await limitTo('1000000');
	for (const amountMinor of [0n, 30_001n])
		expect(await refusal(offer({ amountMinor }))).not.toBeNull();
});

/** Minor units. */
const limitTo = (aboveMinor: string) =>
	asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify([{ category: null, claimType: null, aboveMinor, approverId: null }])
	]);

test('an offer that changed, was taken back, is overtaken or too late is refused kindly', async () => {
	const first = await offer();
	const { id, shownSha256 } = await page();
	await offer({ amountMinor: 20_000n });
	expect(await refusal(answer({ proposalId: id, shownSha256 }))).toBe('proposal_over');
	expect(await refusal(answer({ shownSha256 }))).toBe('proposal_changed');
	const second = (await page()).id;
	expect(first).not.toEqual({ proposalId: second });
	await desk().withdrawProposal({ disputeId: about.id, proposalId: second });
	expect(await refusal(answer())).toBe('proposal_over');
	await offer();
	setClock(new Date('2026-03-21T10:00:00Z'));
	expect((await page()).state).toBe('expired');
	expect(await refusal(answer())).toBe('proposal_over');
	expect(await evidence()).toEqual([]);
});

test('a replacement is agreed without a credit', async () => {
	await offer({ kind: 'replacement', amountMinor: undefined });
	await answer();
	expect(await decisions()).toMatchObject([{ outcome: 'replacement', accepted_minor: '0' }]);
});

/** 300 of an invoice of 600 that no other case is about. */
async function onItsOwnInvoice() {
	const { customer, contact } = ours.account;
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 60_000n });
	about = await buildDispute(ours.inside, invoice, {
		claimedMinor: 30_000n,
		status: 'in_progress',
		raisedByEmail: contact.email
	});
	return invoice;
}

test('of a case opened again, the words name what is left of it and what becomes payable', async () => {
	await onItsOwnInvoice();
	const decisions = desk('approver');
	const disputeId = about.id;
	await decisions.decide({
		disputeId,
		verdict: 'partly_valid',
		outcome: 'credit_partial',
		acceptedMinor: 10_000n,
		explanation: 'Une palette sur trois.'
	});
	await decisions.resolve({ disputeId, creditNoteNumber: `AV-${about.reference}` });
	await decisions.reopen({ disputeId, note: 'Vous contestez le reste.' });
	await offer({ amountMinor: 5_000n });
	const { shownText } = await page();
	expect(shownText).toMatch(/50,00.€ sur les 200,00.€ contestés/);
	expect(shownText).toMatch(/de nouveau à payer : 150,00.€/);
});

test('money that comes while he reads changes the words: the yes is asked for again, to what is true', async () => {
	const invoice = await onItsOwnInvoice();
	await offer();
	const { shownText, shownSha256 } = await page();
	expect(shownText).toMatch(/de nouveau à payer : 120,00.€/);
	await buildPayment(ours.inside, invoice, 50_000n);
	expect(await refusal(answer({ shownSha256 }))).toBe('proposal_changed');
	expect(await evidence()).toEqual([]);
	// All that is open is less than what is credited.
	expect((await page()).shownText).not.toMatch(/de nouveau à payer/);
	await answer();
	expect(await decisions()).toMatchObject([{ accepted_minor: '18000' }]);
});
