import { beforeEach, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { asOwner } from '../support/database';
import {
	buildAssignment,
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildPortalLink,
	buildResolverLink,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf, tokenIn } from '../support/scopes';
import { linkIn, useStory } from '../support/story';
import { nameHeads } from '../support/team-heads';

const story = useStory({ of: 'test' });
const QUESTION = 'Le bon est-il signé ?';
let houses = 0;
const at = (who: string) => `${who}@closed${houses}.test`;
const links = callerFor(null).links;
const EIGHT_DAYS = ['04', '05', '06', '09', '10', '11', '12', '13'];

beforeEach(() => {
	houses++;
});

/** Claire asked Karim on a Tuesday; his account may be closed by Anne. */
async function asked() {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	story.time('2026-03-03');
	const build = (
		who: string,
		name: string,
		role: 'admin' | 'collector' | 'resolver' | 'approver'
	) => buildUser(inside, { name, role, email: at(who), team: 'logistics' });
	const anne = await build('anne', 'Anne Roy', 'admin');
	const claire = await build('claire', 'Claire Morel', 'collector');
	const karim = await build('karim', 'Karim Benali', 'resolver');
	const paul = await build('paul', 'Paul Petit', 'resolver');
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	const about = await buildDispute(inside, invoice, {
		...{ claimedMinor: 20_000n, collectorId: claire.id },
		answerDueOn: localDate('2026-05-29')
	});
	const desk = callerFor(deskScopeOf(claire, inside)).desk;
	const admin = callerFor(deskScopeOf(anne, inside)).desk;
	await desk.disputes.assign({ disputeId: about.id, userId: karim.id, question: QUESTION });
	await story.wake();
	const close = async (who = karim) => {
		await admin.users.disable({ userId: who.id });
		await story.wake();
	};
	const day = async () =>
		(await desk.worklist.day({})).rows
			.filter(({ reference }) => reference === about.reference)
			.map(({ kind, what }) => ({ kind, what }));
	return { inside, karim, claire, paul, customer, about, desk, admin, close, day };
}
type Asked = Awaited<ReturnType<typeof asked>>;
const mailsTo = (who: string) => story.mails(at(who)).length;
const stateOf = (token: string) => links.state({ token, kind: 'resolver' });
async function days(all: readonly string[]): Promise<void> {
	for (const one of all) await story.day(`2026-03-${one}`);
}

describe('whoever was asked, once his account is closed', () => {
	test('is mailed nothing any more, however late his answer, nor is a link of his renewed', async () => {
		const { close } = await asked();
		const token = tokenIn(linkIn(story.mails(at('karim')).at(-1)!));
		expect(await stateOf(token)).toBe('open');
		await close();
		const before = mailsTo('karim');
		await days(EIGHT_DAYS);
		await links.renew({ token });
		await links.renew({ email: at('karim').toUpperCase(), kind: 'resolver' });
		await story.wake();
		expect(mailsTo('karim')).toBe(before);
		await expect(stateOf(token)).rejects.toMatchObject({ message: 'link_revoked' });
	});

	test('has no door by a link that was made later, on whatever path', async () => {
		const { inside, karim, about, close } = await asked();
		await close();
		const later = await buildAssignment(inside, about, {
			resolverEmail: karim.email.toUpperCase()
		});
		const path = await buildResolverLink(inside, later);
		await expect(resolverScopeOf(path)).rejects.toMatchObject({ message: 'link_revoked' });
	});

	test('leaves the question to whoever looks after the case, at once and in his summary', async () => {
		const { day, close, desk, about, paul } = await asked();
		expect(await day()).toEqual([]);
		await close();
		expect(await day()).toEqual([{ kind: 'assign', what: 'Karim Benali' }]);
		await story.day('2026-03-04');
		const [digest, ...more] = story.digests(at('claire'));
		expect(more).toEqual([]);
		expect(digest!.text).toContain('Karim Benali');
		expect(digest!.text).toContain(about.reference);
		await desk.disputes.assign({ disputeId: about.id, userId: paul.id });
		expect(await day()).toEqual([]);
		await story.wake();
		expect(story.mails(at('paul')).at(-1)!.text).toContain(QUESTION);
	});

	test('has nothing to be told of where he had answered', async () => {
		const { day, close } = await asked();
		const path = linkIn(story.mails(at('karim')).at(-1)!);
		await callerFor(await resolverScopeOf(path)).resolver.disputes.answer({
			...{ verdict: 'customer_right', signedName: 'Karim Benali', idempotencyKey: 'his answer' }
		});
		await close();
		expect(await day()).toEqual([{ kind: 'decide', what: 'Karim Benali' }]);
		await story.day('2026-03-04');
		expect(story.digests(at('claire'))).toEqual([]);
	});

	test('is not asked by typing his address', async () => {
		const { close, desk, about, karim } = await asked();
		await close();
		await expect(
			desk.disputes.assign({ disputeId: about.id, resolverEmail: karim.email.toUpperCase() })
		).rejects.toMatchObject({ message: 'colleague_left' });
	});

	test('answers again once it is open again', async () => {
		const { close, admin, karim, day } = await asked();
		await close();
		await admin.users.enable({ userId: karim.id });
		expect(await day()).toEqual([]);
		await links.renew({ email: karim.email, kind: 'resolver' });
		await story.wake();
		expect(await stateOf(tokenIn(linkIn(story.mails(karim.email).at(-1)!)))).toBe('open');
	});

	test('what was put for him before it leaves no more', async () => {
		const { karim, about, desk, close } = await asked();
		await desk.disputes.assign({ disputeId: about.id, userId: karim.id, question: 'Et là ?' });
		const before = mailsTo('karim');
		await close();
		expect(mailsTo('karim')).toBe(before);
	});

	test('nor what a colleague asked him on the way', async () => {
		const { about, paul, close } = await asked();
		const link = linkIn(story.mails(at('karim')).at(-1)!);
		await callerFor(await resolverScopeOf(link)).resolver.disputes.answer({
			...{ verdict: 'need_information', asks: 'colleague', colleague: 'Paul Petit' },
			...{ handOver: 'Qui a chargé ?', signedName: 'Karim Benali', idempotencyKey: 'asks Paul' }
		});
		await close(paul);
		expect(story.mails(at('paul')).map(({ subject }) => subject)).toEqual([]);
		expect(await withheld(about.id)).toEqual(['staff-alert']);
	});

	test('but what is for the house at its own address leaves, whoever had an account under it', async () => {
		const { inside, about, close } = await asked();
		const shared = await buildUser(inside, {
			...{ name: 'Compta', role: 'collector', email: at('compta') }
		});
		await asOwner('update dispute set collector_id = null where id = $1', [about.id]);
		const link = linkIn(story.mails(at('karim')).at(-1)!);
		await callerFor(await resolverScopeOf(link)).resolver.disputes.answer({
			...{ verdict: 'customer_right', signedName: 'Karim Benali', idempotencyKey: 'his answer' }
		});
		await close(shared);
		expect(mailsTo('compta')).toBe(1);
	});

	test('is told of before it is closed: his questions and the teams he heads', async () => {
		const { admin, karim, inside, about, paul } = await asked();
		await nameHeads(inside, [headed('logistics', 'karim', 'Karim Benali')]);
		const { leaves } = await admin.users.show({ userId: karim.id });
		expect(leaves.questions).toEqual([{ reference: about.reference, customer: 'Gantier SA' }]);
		expect(leaves.teams.map(({ key }) => key)).toEqual(['logistics']);
		expect((await admin.users.show({ userId: paul.id })).leaves).toEqual({
			...{ questions: [], advice: [], standIn: null, signatures: [], teams: [] }
		});
	});

	test('passes it to whoever stands in for him that day, who is asked himself', async () => {
		const { admin, inside, karim, paul, about, close, day, desk } = await asked();
		await admin.absences.enter({
			...{ userId: karim.id, substituteId: paul.id },
			...{ fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-20') }
		});
		expect((await admin.users.show({ userId: karim.id })).leaves.standIn).toBe('Paul Petit');
		await close();
		expect(await day()).toEqual([]);
		const page = await desk.disputes.page({ reference: about.reference });
		expect(page).toMatchObject({ isToAssign: false, assignment: { userId: paul.id } });
		expect(page.assignment!.hasLeft).toBe(false);
		expect(story.mails(at('paul')).at(-1)!.text).toContain(QUESTION);
		const before = mailsTo('paul');
		await days(EIGHT_DAYS);
		expect(mailsTo('paul')).toBeGreaterThan(before);
		expect(await callerFor(deskScopeOf(paul, inside)).desk.disputes.page(page)).toMatchObject({
			askedOfMe: expect.anything()
		});
	});
});

describe('whoever stood in for a leaver, while somebody outside is waited for', () => {
	/** Karim is away, Paul stands in for him, and the account is closed while the case waits. */
	async function closedWhile(waits: (about: Asked) => Promise<unknown>) {
		const about = await asked();
		const { admin, karim, paul, inside } = about;
		const contact = await buildContact(inside, about.customer, {
			...{ email: at('ana'), role: 'collections' as const, name: 'Ana Petit' }
		});
		await waits(about);
		await story.wake();
		await admin.absences.enter({
			...{ userId: karim.id, substituteId: paul.id },
			...{ fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-20') }
		});
		const { portal } = callerFor(await portalScopeOf(await buildPortalLink(inside, contact)));
		const { reference } = about.about;
		const shown = async () => {
			const { status, tracker, replyBy, proposal } = await portal.disputes.show({ reference });
			const { yourReplyNeeded, answerDueOn } = tracker;
			return { status, replyBy, yourReplyNeeded, answerDueOn, offer: proposal?.state };
		};
		const before = { shown: await shown(), mails: mailsTo('ana') };
		await about.close();
		const page = await about.desk.disputes.page({ reference });
		return { before, after: { shown: await shown(), mails: mailsTo('ana') }, page, ...about };
	}

	test.each([
		[
			'the customer',
			'waiting_customer',
			({ desk, about }: Asked) =>
				desk.disputes.post({
					...{ disputeId: about.id, audience: 'customer' as const, body: 'Une photo ?' },
					...{ needsReply: true, idempotencyKey: 'asks for a photo' }
				})
		],
		[
			'his word on an offer',
			'waiting_customer',
			({ desk, about }: Asked) =>
				desk.disputes.propose({
					...{ disputeId: about.id, kind: 'credit' as const, amountMinor: 5_000n },
					...{ text: 'Partageons.', validUntil: localDate('2026-03-13') },
					idempotencyKey: 'until Friday'
				})
		],
		[
			'a third party',
			'waiting_third_party',
			({ desk, about }: Asked) =>
				desk.disputes.move({ disputeId: about.id, to: 'waiting_third_party' })
		]
	] as const)('is asked, and the wait for %s goes on', async (_, status, waits) => {
		const { before, after, page, paul } = await closedWhile(waits);
		expect(page).toMatchObject({ status, assignment: { userId: paul.id } });
		// Nor does the customer hear of it.
		expect(after).toEqual(before);
	});
});

describe('a colleague who was asked for advice, once his account is closed', () => {
	/** Karim waits for Paul. */
	async function advised() {
		const house = await asked();
		const link = linkIn(story.mails(at('karim')).at(-1)!);
		await callerFor(await resolverScopeOf(link)).resolver.disputes.answer({
			...{ verdict: 'need_information', asks: 'colleague', colleague: 'Paul Petit' },
			...{ handOver: 'Qui a chargé ?', signedName: 'Karim Benali', idempotencyKey: 'asks Paul' }
		});
		await story.wake();
		return house;
	}
	const turnOf = async () => {
		const path = linkIn(story.mails(at('karim')).at(-1)!);
		return (await callerFor(await resolverScopeOf(path)).resolver.disputes.page()).isHisTurn;
	};

	test('is told of before it is closed; whoever asked him is told, and his time runs again', async () => {
		const { admin, paul, about, close } = await advised();
		const { leaves } = await admin.users.show({ userId: paul.id });
		expect(leaves.advice).toEqual([{ reference: about.reference, customer: 'Gantier SA' }]);
		const before = mailsTo('karim');
		expect(await turnOf()).toBe(false);
		await days(EIGHT_DAYS.slice(0, 3));
		expect(mailsTo('karim')).toBe(before);
		await close(paul);
		const told = story.mails(at('karim')).slice(before);
		expect(told.map(({ subject }) => subject)).toEqual([
			expect.stringContaining('Paul Petit ne vous répondra plus')
		]);
		expect(told[0]!.text).toContain('Qui a chargé ?');
		expect(await turnOf()).toBe(true);
		await days(EIGHT_DAYS.slice(3));
		expect(mailsTo('karim')).toBeGreaterThan(before + 1);
	});

	test('where he had answered, nobody is told of anything', async () => {
		const { inside, paul, about, close } = await advised();
		await callerFor(deskScopeOf(paul, inside)).desk.disputes.post({
			...{ disputeId: about.id, audience: 'internal', needsReply: false, body: 'Samir.' },
			idempotencyKey: 'his note'
		});
		await story.wake();
		const before = mailsTo('karim');
		await close(paul);
		expect(mailsTo('karim')).toBe(before);
	});
});

const withheld = async (disputeId: string) =>
	(
		await asOwner<{ mail: string }>(
			`select mail from delivery where dispute_id = $1 and response = 'account_closed'`,
			[disputeId]
		)
	).map(({ mail }) => mail);

const headed = (key: string, who: string, headName: string) => ({
	...{ key, headName, headEmail: at(who), headLanguage: 'fr' as const }
});

describe('a head of team whose account is closed', () => {
	test('is told of nothing: who is next in line is', async () => {
		const { inside, close, karim, admin } = await asked();
		const sophie = await buildUser(inside, {
			...{ name: 'Sophie Blanc', role: 'resolver', email: at('sophie') }
		});
		await nameHeads(inside, [headed('logistics', 'sophie', 'Sophie Blanc')]);
		expect((await admin.teams.list()).find(({ key }) => key === 'logistics')).toMatchObject({
			hasHeadLeft: false
		});
		await close(sophie);
		expect((await admin.teams.list()).find(({ key }) => key === 'logistics')).toMatchObject({
			...{ hasHeadLeft: true, head: { headEmail: at('sophie') } }
		});
		expect((await admin.settings.frontPage()).headless).toBeGreaterThan(0);
		await days(EIGHT_DAYS);
		await links.renew({ email: at('sophie'), kind: 'resolver' });
		await story.wake();
		expect(story.mails(at('sophie'))).toEqual([]);
		expect(story.digests(at('sophie'))).toEqual([]);
		// Karim himself is asked as before.
		expect(story.mails(karim.email).length).toBeGreaterThan(2);
	});
});
