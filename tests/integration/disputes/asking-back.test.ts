import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { AnswerDisputeInput } from '$lib/domain/disputes/schema';
import type { ResolverScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { answerDispute } from '$lib/server/disputes/answer-dispute';
import { asOwner, useDatabase } from '../../support/database';
import { buildAssignment, buildDispute, buildResolverLink } from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout, putInStatus, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let disputeId: string;
let reference: string;
let karim: ResolverScope;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	const dispute = await buildDispute(ours.inside, ours.account.overdue, {
		claimedMinor: 1_000n,
		raisedByEmail: ours.account.contact.email
	});
	({ id: disputeId, reference } = dispute);
	karim = await resolverScopeOf(
		await buildResolverLink(ours.inside, await buildAssignment(ours.inside, dispute))
	);
	await putInStatus(disputeId, 'assigned');
});

const answer = (fields: Partial<AnswerDisputeInput>) =>
	unitOfWork(karim, (unit) =>
		answerDispute(unit, disputeId, {
			...{ verdict: 'customer_right', explanation: '', handOver: '', signedName: 'Karim Benali' },
			...{ idempotencyKey: uuidv7(), asks: 'house', colleague: '' },
			...fields
		})
	);
const QUESTION = 'Quel tarif pour le chêne ?';
const ask = (fields: Partial<AnswerDisputeInput>) =>
	answer({ verdict: 'need_information', handOver: QUESTION, ...fields });
const mailsOf = async (mail: string, event?: string) =>
	(await mailsAbout(disputeId)).filter(
		(one) => one.mail === mail && (!event || one.facts.event === event)
	);
const note = (who: Company['desk']['admin'], body: string) =>
	callerFor(who).desk.disputes.post({
		...{ disputeId, audience: 'internal', body, needsReply: false, mentions: [] },
		...{ files: [], idempotencyKey: uuidv7() }
	});
const takingPart = () =>
	asOwner('select user_name, added_by_name from participant where dispute_id = $1', [disputeId]);

test.each(['by his address', 'by his name'])(
	'a colleague with an account reads it and takes part, %s',
	async (how) => {
		const { name, email } = ours.users.resolver;
		await ask({ asks: 'colleague', colleague: how === 'by his name' ? name : email });
		const mails = await mailsOf('staff-alert', 'resolver_asks');
		expect(mails).toMatchObject([
			{ to_email: email, facts: { colleague: 'Karim Benali', text: QUESTION } }
		]);
		expect(await takingPart()).toEqual([{ user_name: name, added_by_name: 'Karim Benali' }]);
		expect(await statusOf(disputeId)).toBe('in_progress');
	}
);

test('whoever has no account here, or one elsewhere, is named to staff and mailed nothing', async () => {
	const { email } = other.users.resolver;
	await ask({ asks: 'colleague', colleague: email });
	expect(await mailsOf('staff-alert', 'resolver_asks')).toEqual([]);
	expect(await takingPart()).toEqual([]);
	const [told] = await mailsOf('staff-alert', 'resolver_answered');
	expect(String(told!.facts.text)).toContain(email);
	expect((await mailsAbout(disputeId)).map((one) => one.to_email)).not.toContain(email);
});

test('to a colleague nobody is named: it is asked for, and nothing is written', async () => {
	await expect(ask({ asks: 'colleague' })).rejects.toMatchObject({
		...{ code: 'required', field: 'colleague' }
	});
	expect(await asOwner('select id from answer where dispute_id = $1', [disputeId])).toEqual([]);
});

test('the first note of a colleague is his answer, mailed once with a link to answer by', async () => {
	await ask({ asks: 'colleague', colleague: ours.users.resolver.email });
	await note(ours.desk.resolver, 'Le tarif de 2026.');
	await note(ours.desk.resolver, 'Il est joint.');
	const told = (await mailsOf('resolver-request')).filter((one) => one.facts.reply);
	expect(told).toMatchObject([
		{ facts: { reply: { by: ours.users.resolver.name, text: 'Le tarif de 2026.' } } }
	]);
});

test('nobody is told what he did not ask, nor once he has answered', async () => {
	await note(ours.desk.admin, 'Rappeler le transporteur.');
	await ask({ asks: 'house' });
	await answer({ verdict: 'customer_right' });
	await note(ours.desk.admin, 'Merci.');
	expect((await mailsOf('resolver-request')).filter((one) => one.facts.reply)).toEqual([]);
});

test('what the customer answers reaches whoever asked him', async () => {
	await ask({ asks: 'customer' });
	const mine = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	await mine.reply({ reference, body: 'Huit panneaux.', idempotencyKey: uuidv7(), files: [] });
	const told = (await mailsOf('resolver-request')).filter((one) => one.facts.reply);
	expect(told).toMatchObject([{ facts: { reply: { text: 'Huit panneaux.' } } }]);
});
