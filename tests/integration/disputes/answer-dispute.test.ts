import { afterEach, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { ResolverScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { answerDispute } from '$lib/server/disputes/answer-dispute';
import type { AnswerDisputeInput } from '$lib/domain/disputes/schema';
import { resolverPage } from '$lib/server/disputes/resolver-page';
import { transitionDispute } from '$lib/server/disputes/transition-dispute';
import { askedOtherwise } from '../../support/asked-in-queue';
import { asOwner, useDatabase } from '../../support/database';
import { buildAssignment, buildDispute, buildResolverLink } from '../../support/factories';
import { resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, putInStatus, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let disputeId: string;
let karim: ResolverScope;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	const dispute = await buildDispute(ours.inside, ours.account.overdue, {
		claimedMinor: 40_000n,
		raisedByEmail: ours.account.contact.email
	});
	disputeId = dispute.id;
	karim = await resolverScopeOf(
		await buildResolverLink(ours.inside, await buildAssignment(ours.inside, dispute))
	);
	await putInStatus(disputeId, 'assigned');
});

const given = (fields: Partial<AnswerDisputeInput> = {}): AnswerDisputeInput => ({
	verdict: 'customer_right',
	explanation: '',
	handOver: '',
	signedName: 'Karim Benali',
	idempotencyKey: uuidv7(),
	asks: 'house',
	colleague: '',
	...fields
});
const answer = (fields: Partial<AnswerDisputeInput> = {}) =>
	unitOfWork(karim, (unit) => answerDispute(unit, disputeId, given(fields)));
/** What the page he is on says of who is asked now. */
const askedNow = async () => (await unitOfWork(karim, resolverPage)).now;
const written = () =>
	asOwner(
		'select verdict, accepted_minor, signed_name from answer where dispute_id = $1 order by id',
		[disputeId]
	);

test('"the customer is right" accepts everything, starts the work and alerts staff, once per key', async () => {
	const idempotencyKey = uuidv7();
	const first = await answer({ idempotencyKey });
	const again = await answer({ idempotencyKey });
	expect(again).toEqual({ answerId: first.answerId, isNew: false });
	expect(await written()).toEqual([
		{ verdict: 'customer_right', accepted_minor: '40000', signed_name: 'Karim Benali' }
	]);
	expect(await statusOf(disputeId)).toBe('in_progress');
	expect(await auditOf(disputeId)).toEqual(['dispute.answered', 'dispute.moved']);
	expect(await mailsAbout(disputeId)).toMatchObject([
		{ mail: 'dispute-update', facts: { event: 'checking', message: '' } },
		{
			mail: 'staff-alert',
			to_email: 'compta@menuiserie.test',
			facts: { event: 'resolver_answered' }
		}
	]);
});

test('what somebody else has to sign says why: below the limit, or with words, it is taken', async () => {
	const rules = [{ category: null, claimType: null, aboveMinor: '20000', approverId: null }];
	await asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify(rules)
	]);
	const partly = { verdict: 'partly', acceptedMinor: 20_001n } as const;
	await expect(answer()).rejects.toMatchObject({ code: 'explanation_required' });
	await expect(answer(partly)).rejects.toMatchObject({ code: 'explanation_required' });
	expect(await written()).toEqual([]);
	await answer({ ...partly, acceptedMinor: 20_000n });
	await answer({ ...partly, explanation: 'Deux palettes manquaient.' });
	expect(await written()).toHaveLength(2);
	await asOwner("update organisation set approval_rules = '[]'::jsonb where id = $1", [
		ours.inside.organisationId
	]);
});

test('"partly" takes an amount below the claim', async () => {
	await answer({ verdict: 'partly', acceptedMinor: 15_000n });
	expect(await written()).toMatchObject([{ verdict: 'partly', accepted_minor: '15000' }]);
});

test.each([
	['no amount', { verdict: 'partly' as const }, 'required', 'acceptedMinor'],
	[
		'nothing',
		{ verdict: 'partly' as const, acceptedMinor: 0n },
		'amount_not_positive',
		'acceptedMinor'
	],
	[
		'more than claimed',
		{ verdict: 'partly' as const, acceptedMinor: 40_001n },
		'accepted_above_claimed',
		'acceptedMinor'
	],
	[
		'a refusal without a word',
		{ verdict: 'customer_wrong' as const, explanation: ' ' },
		'explanation_required',
		'explanation'
	],
	['nobody named', { verdict: 'not_for_me' as const }, 'required', 'handOver'],
	['no question', { verdict: 'need_information' as const }, 'required', 'handOver']
])('%s is refused and nothing is written', async (_, fields, code, field) => {
	await expect(answer(fields)).rejects.toMatchObject({ code, field });
	expect(await written()).toEqual([]);
	expect(await statusOf(disputeId)).toBe('assigned');
});

// Whatever was passed on, taken back or answered: the queue counts by who is asked now.
afterEach(async () => expect(await askedOtherwise()).toEqual([]));

test('"not for me" asks the colleague at once', async () => {
	await answer({ verdict: 'not_for_me', handOver: 'Lea@menuiserie.test' });
	expect(await statusOf(disputeId)).toBe('assigned');
	const [request] = (await mailsAbout(disputeId)).filter(
		(mail) => mail.mail === 'resolver-request'
	);
	expect(request).toMatchObject({
		to_email: 'lea@menuiserie.test',
		// Whoever passed it on does not ask.
		facts: { askedBy: 'Test', passedOn: [{ by: 'Karim Benali' }] }
	});
	const current = await asOwner(
		'select resolver_email from assignment where dispute_id = $1 and ended_at is null',
		[disputeId]
	);
	expect(current).toEqual([{ resolver_email: 'lea@menuiserie.test' }]);
	expect(await askedNow()).toBe('lea');
	await expect(answer()).rejects.toMatchObject({ code: 'conflict', details: { who: 'lea' } });
});

test.each(['Léa Roy, lea@menuiserie.test', 'Léa Roy <lea@menuiserie.test>'])(
	'the name beside the address keeps nobody from being asked: "%s"',
	async (handOver) => {
		await answer({ verdict: 'not_for_me', handOver });
		const asked = (await mailsAbout(disputeId)).find(({ mail }) => mail === 'resolver-request');
		expect(asked?.to_email).toBe('lea@menuiserie.test');
	}
);

test('an address of the domain of an account is one of the company too, whatever the first was asked at', async () => {
	await answer({ verdict: 'not_for_me', handOver: 'magasin@m.test' });
	expect(await statusOf(disputeId)).toBe('assigned');
});

test.each([
	...['eve@elsewhere.test', 'eve@organisation.test', 'le service qualité'],
	'lea@menuiserie.test ou jean@menuiserie.test'
])('a link does not open the case to strangers: "%s" is a hint for staff', async (handOver) => {
	await answer({ verdict: 'not_for_me', handOver });
	expect(await statusOf(disputeId)).toBe('assigned');
	expect(await askedNow()).toBeNull();
	const mails = await mailsAbout(disputeId);
	expect(mails.map((mail) => mail.mail)).toEqual(['staff-alert']);
	expect(String(mails[0]!.facts.text)).toContain(handOver);
});

test('a question to the customer waits for him and is mailed to him', async () => {
	await answer({
		verdict: 'need_information',
		handOver: 'Avez-vous le bon de livraison ?',
		asks: 'customer'
	});
	expect(await statusOf(disputeId)).toBe('waiting_customer');
	const [told] = (await mailsAbout(disputeId)).filter((mail) => mail.mail === 'dispute-update');
	expect(told).toMatchObject({
		to_email: ours.account.contact.email,
		facts: { event: 'waiting_customer', message: 'Avez-vous le bon de livraison ?' }
	});
});

test('a question to the house does not reach the customer', async () => {
	await answer({ verdict: 'need_information', handOver: 'Le tarif 2026 ?' });
	expect(await statusOf(disputeId)).toBe('in_progress');
	const mails = await mailsAbout(disputeId);
	expect(mails.map((mail) => mail.mail)).toEqual(['dispute-update', 'staff-alert']);
	// He reads that it is looked at, never what the house asks itself.
	expect(mails[0]!.facts).toMatchObject({ event: 'checking', message: '' });
});

test('after the decision nobody answers any more', async () => {
	await putInStatus(disputeId, 'decided');
	await expect(answer()).rejects.toMatchObject({ code: 'transition_not_allowed' });
});

test('a colleague with an account answers what he was asked, and only that', async () => {
	const as = (scope: Company['desk']['resolver'], id = disputeId) =>
		unitOfWork(scope, (unit) => answerDispute(unit, id, given()));
	await expect(as(ours.desk.resolver)).rejects.toMatchObject({ code: 'not_allowed' });
	await asOwner('update assignment set user_id = $2 where dispute_id = $1', [
		disputeId,
		ours.users.resolver.id
	]);
	await as(ours.desk.resolver);
	expect(await statusOf(disputeId)).toBe('in_progress');
});

test('a link answers its own case only, of its own organisation only', async () => {
	for (const id of [ours.account.dispute.id, ours.neighbour.dispute.id, other.account.dispute.id])
		await expect(
			unitOfWork(karim, (unit) => answerDispute(unit, id, given()))
		).rejects.toMatchObject({ code: 'not_found' });
});

test('a status moves along the table only, with who and when', async () => {
	await expect(
		unitOfWork(ours.desk.collector, (unit) => transitionDispute(unit, disputeId, 'resolved'))
	).rejects.toMatchObject({ code: 'transition_not_allowed' });
	await unitOfWork(ours.desk.collector, (unit) =>
		transitionDispute(unit, disputeId, 'waiting_third_party', { note: 'transporteur' })
	);
	const steps = await asOwner(
		'select from_status, to_status, by_kind, by_name, note from dispute_transition where dispute_id = $1 order by id',
		[disputeId]
	);
	expect(steps.at(-1)).toEqual({
		from_status: 'assigned',
		to_status: 'waiting_third_party',
		by_kind: 'staff',
		by_name: 'collector m',
		note: 'transporteur'
	});
});
