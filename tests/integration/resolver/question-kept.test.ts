import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { toColleague, toTeam } from '$lib/domain/disputes/hand-to';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildDispute,
	buildInvoice,
	buildResolverLink,
	type DisputeRow
} from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { nameHeads } from '../../support/team-heads';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from '../disputes/traces';

useDatabase();
let ours: Company;
let about: DisputeRow;
let path: string;
const QUESTION = 'Avons-nous une preuve de livraison ?';
const NOTE = 'Tom fait la tournée du Kent.';

beforeAll(async () => {
	({ ours } = await buildWorld());
	await nameHeads(ours.inside, [
		{ key: 'sales', headName: 'Sonia', headEmail: 'sonia@outside.test', headLanguage: 'fr' }
	]);
});
beforeEach(async () => {
	const invoice = await buildInvoice(ours.inside, ours.account.customer);
	about = await buildDispute(ours.inside, invoice, {
		...{ status: 'assigned', claimedMinor: 20_000n, collectorId: ours.users.collector.id },
		raisedByEmail: ours.account.contact.email
	});
	const asked = { question: QUESTION, assignedBy: 'Emma' };
	path = await buildResolverLink(ours.inside, await buildAssignment(ours.inside, about, asked));
});

const door = async () => callerFor(await resolverScopeOf(path)).resolver.disputes;
type Answer = Parameters<Awaited<ReturnType<typeof door>>['answer']>[0];
const answer = async (fields: Partial<Answer>) =>
	(await door()).answer({
		...{ verdict: 'not_for_me', signedName: 'Karim', idempotencyKey: uuidv7() },
		...fields
	});
const pageNow = async () => (await door()).page();
const lastRequest = async () =>
	(await mailsAbout(about.id)).findLast(({ mail }) => mail === 'resolver-request')!.facts;
/** By the link of whoever has it now. */
async function nowAsked() {
	const [row] = await asOwner(
		'select * from assignment where dispute_id = $1 and ended_at is null',
		[about.id]
	);
	path = await buildResolverLink(ours.inside, {
		...about,
		...{ id: String(row!.id), disputeId: about.id, resolverName: String(row!.resolver_name) },
		resolverEmail: String(row!.resolver_email)
	} as never);
	return pageNow();
}
const reassign = (question?: string) =>
	callerFor(ours.desk.collector).desk.disputes.assign({
		...{ disputeId: about.id, resolverEmail: 'ines@organisation.test', resolverName: 'Ines' },
		...(question !== undefined && { question })
	});

describe('passed on', () => {
	it('the question is the one that was asked, with the note beside it, and it is the turn of whoever has it', async () => {
		await answer({
			handTo: 'address',
			handOver: `tom@${ours.users.resolver.email.split('@')[1]}`,
			explanation: NOTE
		});
		expect(await lastRequest()).toMatchObject({
			...{ question: QUESTION, questionBy: 'Emma', askedBy: 'Emma' },
			passedOn: [{ by: 'Karim', note: NOTE }]
		});
		expect(await nowAsked()).toMatchObject({
			question: { text: QUESTION, by: 'Emma', passedOn: [{ by: 'Karim', note: NOTE }] },
			...{ askedBy: 'Emma', reader: ours.users.collector.name },
			...{ isHisTurn: true, canAnswer: true, askedBack: null }
		});
	});

	it('twice, without a word, to a team: it is the same question', async () => {
		await answer({ handTo: toColleague(ours.users.resolver.id) });
		await nowAsked();
		await answer({ handTo: toTeam('sales'), explanation: NOTE, signedName: 'Tom' });
		const passedOn = [
			{ by: 'Karim', note: '' },
			{ by: 'Tom', note: NOTE }
		];
		expect(await lastRequest()).toMatchObject({ question: QUESTION, questionBy: 'Emma', passedOn });
		const page = await nowAsked();
		expect(page).toMatchObject({ question: { text: QUESTION, passedOn }, isHisTurn: true });
		const { desk } = callerFor(ours.desk.collector);
		const shown = await desk.disputes.page({ reference: about.reference });
		expect(shown.questionSoFar).toBe(QUESTION);
		// In his own list on the desk, whoever has an account reads the same.
		expect(shown.assignments.map(({ question }) => question)).toEqual(Array(3).fill(QUESTION));
	});

	it('signed in, whoever has it reads the question and its way to him on the desk', async () => {
		await answer({ handTo: toColleague(ours.users.resolver.id), explanation: NOTE });
		const { desk } = callerFor(ours.desk.resolver);
		const { askedOfMe } = await desk.disputes.page({ reference: about.reference });
		expect(askedOfMe!.question).toMatchObject({
			...{ text: QUESTION, by: 'Emma', reader: ours.users.collector.name },
			passedOn: [{ by: 'Karim', note: NOTE }]
		});
	});
});

describe('given to somebody else by staff', () => {
	it('without words it is the same question, also once it was handed back', async () => {
		await answer({ handTo: 'unknown', explanation: NOTE });
		await reassign();
		const passedOn = [{ by: 'Karim', note: NOTE }];
		expect(await lastRequest()).toMatchObject({ question: QUESTION, passedOn });
		expect(await nowAsked()).toMatchObject({
			question: { text: QUESTION, by: 'Emma', passedOn },
			askedBy: ours.users.collector.name
		});
	});

	it('taken out by whoever asks, there is none', async () => {
		await answer({ handTo: 'unknown', explanation: NOTE });
		await reassign('');
		expect((await lastRequest()).question).toBe('');
	});

	it('with words it is theirs', async () => {
		await answer({ handTo: 'unknown', explanation: NOTE });
		await reassign('Quel camion ?');
		expect(await nowAsked()).toMatchObject({
			question: { text: 'Quel camion ?', by: ours.users.collector.name, passedOn: [] }
		});
	});

	it('of a case that was closed meanwhile nothing goes on', async () => {
		await asOwner(
			`insert into dispute_transition (organisation_id, id, customer_id, dispute_id, from_status, to_status, at, on_day, by_kind, by_name)
			select organisation_id, gen_random_uuid(), customer_id, id, 'in_progress', 'not_a_dispute', now(), current_date, 'staff', 'Emma' from dispute where id = $1`,
			[about.id]
		);
		await reassign();
		expect((await nowAsked()).question.text).toBe('');
	});
});

describe('whoever asked back', () => {
	const reply = async (body: string) =>
		callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes.reply({
			...{ reference: about.reference, body, idempotencyKey: uuidv7(), files: [] }
		});
	const asks = (fields: Partial<Answer>) =>
		answer({ verdict: 'need_information', handOver: 'Combien de panneaux ?', ...fields });

	it('waits, and has his turn again with the words of the customer', async () => {
		await asks({ asks: 'customer' });
		expect(await pageNow()).toMatchObject({ isHisTurn: false, canAnswer: true });
		await reply('Huit panneaux.');
		expect(await pageNow()).toMatchObject({
			isHisTurn: true,
			askedBack: {
				...{ by: 'Karim', question: 'Combien de panneaux ?' },
				replies: [{ words: 'Huit panneaux.' }]
			}
		});
		expect(await lastRequest()).toMatchObject({
			...{ question: QUESTION, reply: { text: 'Huit panneaux.' } },
			askedBack: { question: 'Combien de panneaux ?', replies: [{ text: 'Huit panneaux.' }] }
		});
		await answer({ verdict: 'customer_right' });
		expect(await pageNow()).toMatchObject({ isHisTurn: false, askedBack: null });
	});

	it('of a colleague has it with what the house writes', async () => {
		await asks({ asks: 'house' });
		expect((await pageNow()).isHisTurn).toBe(false);
		await callerFor(ours.desk.collector).desk.disputes.post({
			...{ disputeId: about.id, audience: 'internal', body: 'Huit.', needsReply: false },
			idempotencyKey: uuidv7()
		});
		expect(await pageNow()).toMatchObject({
			...{ isHisTurn: true, askedBack: { replies: [{ words: 'Huit.' }] } }
		});
	});
});
