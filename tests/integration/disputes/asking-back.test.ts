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
const replies = async () =>
	(await mailsOf('resolver-request')).flatMap(({ facts }) =>
		facts.reply ? [(facts.reply as { text: string }).text] : []
	);
const note = (who: Company['desk']['admin'], body: string, mentions: string[] = []) =>
	callerFor(who).desk.disputes.post({
		...{ disputeId, audience: 'internal', body, needsReply: false, mentions },
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

test('what he is asked is in his day until he wrote, with the note open where it leads to', async () => {
	await ask({ asks: 'colleague', colleague: ours.users.resolver.email });
	const [mail] = await mailsOf('staff-alert', 'resolver_asks');
	expect(mail!.facts.deskPath).toMatch(/\?do=note#body-internal$/);
	const asked = async (role: 'resolver' | 'admin') =>
		(await callerFor(ours.desk[role]).desk.worklist.day({})).rows
			.filter(({ kind, href }) => kind === 'advice' && href === mail!.facts.deskPath)
			.map(({ what, section }) => [what, section]);
	expect(await asked('resolver')).toEqual([['Karim Benali', 'today']]);
	expect(await asked('admin')).toEqual([]);
	await note(ours.desk.admin, 'Je ne sais pas.');
	expect(await asked('resolver')).toHaveLength(1);
	await note(ours.desk.resolver, 'Le tarif de 2026.');
	expect(await asked('resolver')).toEqual([]);
});

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

test('what colleagues write is mailed to him with a link to answer by, never his own words', async () => {
	await ask({ asks: 'colleague', colleague: ours.users.resolver.email });
	await note(ours.desk.resolver, 'Le tarif de 2026.');
	await note(ours.desk.admin, 'Il est joint.');
	expect(await replies()).toEqual(['Le tarif de 2026.', 'Il est joint.']);
	const [own] = await asOwner('select email from "user" where id = $1', [ours.users.resolver.id]);
	await asOwner('update assignment set resolver_email = $2 where dispute_id = $1', [
		...[disputeId, String(own!.email)]
	]);
	await asOwner('update answer set by_email = $2 where dispute_id = $1', [
		...[disputeId, String(own!.email)]
	]);
	await note(ours.desk.resolver, 'Je regarde.');
	expect(await replies()).toHaveLength(2);
});

test('a head who asked back instead of whoever was asked reads the answer himself', async () => {
	await ask({ asks: 'house' });
	await asOwner('update answer set by_email = $2 where dispute_id = $1', [
		...[disputeId, ours.users.approver.email]
	]);
	await note(ours.desk.admin, 'Le tarif de 2026.');
	const [told] = (await mailsOf('resolver-request')).filter((one) => one.facts.reply);
	expect(told!.to_email).toBe(ours.users.approver.email);
});

test('while the customer is waited for, a note of the house is no answer', async () => {
	await ask({ asks: 'customer' });
	await note(ours.desk.admin, 'Appelé, pas de réponse.');
	expect(await replies()).toEqual([]);
});

test('whoever a note calls reads it once', async () => {
	await asOwner('update assignment set resolver_email = $2 where dispute_id = $1', [
		...[disputeId, ours.users.resolver.email]
	]);
	await ask({ asks: 'house' });
	await asOwner('update answer set by_email = $2 where dispute_id = $1', [
		...[disputeId, ours.users.resolver.email]
	]);
	await note(ours.desk.admin, 'Le tarif de 2026.', [ours.users.resolver.id]);
	expect(await replies()).toEqual([]);
	expect(await mailsOf('staff-alert', 'mentioned')).toHaveLength(1);
});

test('two of one name are refused; himself, or a colleague named beside another answer: nobody is told', async () => {
	await asOwner('update "user" set name = $2 where id = $1', [
		...[ours.users.approver.id, ours.users.resolver.name]
	]);
	await expect(ask({ asks: 'colleague', colleague: ours.users.resolver.name })).rejects.toThrow(
		'colleague_unknown'
	);
	await ask({ asks: 'colleague', colleague: 'karim@organisation.test' });
	await answer({ asks: 'colleague', colleague: ours.users.resolver.email });
	expect(await mailsOf('staff-alert', 'resolver_asks')).toEqual([]);
	const rows = await asOwner(
		'select verdict, colleague, colleague_id from answer where dispute_id = $1 order by id',
		[disputeId]
	);
	expect(rows.map((row) => row.colleague_id)).toEqual([null, null]);
	expect(rows[1]).toMatchObject({ verdict: 'customer_right', colleague: '' });
});

test('a colleague of the same name is somebody else: he answers, and what another was asked is not his answer', async () => {
	const { id, name } = ours.users.approver;
	const resolver = ours.users.resolver;
	await asOwner('update assignment set resolver_name = $2 where dispute_id = $1', [
		...[disputeId, ours.users.admin.name]
	]);
	await asOwner('update "user" set name = $2 where id = $1', [id, resolver.name]);
	const page = () => callerFor(karim).resolver.disputes.page();
	const asked = async () =>
		(await callerFor(ours.desk.resolver).desk.worklist.day({})).rows.filter(
			({ kind, href }) => kind === 'advice' && href.includes(reference)
		).length;
	try {
		await ask({ asks: 'colleague', colleague: resolver.email, signedName: ours.users.admin.name });
		const namesake = ours.desk.approver;
		await note({ ...namesake, user: { ...namesake.user, name: resolver.name } }, 'Qui sait ?');
		expect(await asked()).toBe(1);
		await note(ours.desk.admin, 'Le tarif de 2026.');
		expect(await page()).toMatchObject({
			...{ isHisTurn: true, askedBack: { replies: [{ words: 'Qui sait ?' }, {}] } }
		});
	} finally {
		await asOwner('update "user" set name = $2 where id = $1', [id, name]);
	}
});

test('alone with his name, what a namesake writes gives him his turn again, and his own words do not', async () => {
	const { name, email } = ours.users.admin;
	await asOwner('update assignment set resolver_name = $2 where dispute_id = $1', [
		disputeId,
		name
	]);
	await ask({ asks: 'house', signedName: name });
	const isHisTurn = async () => (await callerFor(karim).resolver.disputes.page()).isHisTurn;
	const own = { ...ours.desk.admin, user: { ...ours.desk.admin.user, email: karim.holder.email } };
	await note(own, 'Je regarde.');
	expect(await isHisTurn()).toBe(false);
	await note(ours.desk.admin, 'Le tarif de 2026.');
	expect(await isHisTurn()).toBe(true);
	const rows = await asOwner(
		"select author_email from message where dispute_id = $1 and audience = 'internal' order by id",
		[disputeId]
	);
	expect(rows.map((row) => row.author_email)).toEqual(
		[karim.holder.email, email].map((one) => one.toLowerCase())
	);
});

test('nobody is told what he did not ask, nor once he has answered', async () => {
	await note(ours.desk.admin, 'Rappeler le transporteur.');
	await ask({ asks: 'house' });
	await answer({ verdict: 'customer_right' });
	await note(ours.desk.admin, 'Merci.');
	expect(await replies()).toEqual([]);
});

test('what the customer answers reaches whoever asked him', async () => {
	await ask({ asks: 'customer' });
	const mine = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	await mine.reply({ reference, body: 'Huit panneaux.', idempotencyKey: uuidv7(), files: [] });
	expect(await replies()).toEqual(['Huit panneaux.']);
});
