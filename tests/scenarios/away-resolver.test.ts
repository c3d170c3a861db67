import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf, tokenIn } from '../support/scopes';
import { linkIn, useStory } from '../support/story';
import { nameHeads } from '../support/team-heads';

const story = useStory({ of: 'test' });

/** Each story has its own house. */
let houses = 0;
const at = (who: string) => `${who}@away${houses}.test`;
const subjects = (who: string) => story.mails(at(who)).map(({ subject }) => subject);
const last = (who: string) => story.mails(at(who)).at(-1)!;
const day = (date: number) => localDate(`2026-03-${String(date).padStart(2, '0')}`);

async function begun() {
	houses++;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const colleague = (who: string, name: string, role: 'collector' | 'resolver' | 'admin') =>
		buildUser(inside, { name, role, email: at(who), language: 'en' });
	const claire = await colleague('claire', 'Claire Morel', 'collector');
	const karim = await colleague('karim', 'Karim', 'resolver');
	const paul = await colleague('paul', 'Paul', 'resolver');
	const ines = await colleague('ines', 'Ines', 'resolver');
	const sonia = await colleague('sonia', 'Sonia', 'resolver');
	const admin = callerFor(deskScopeOf(await colleague('nadia', 'Nadia', 'admin'), inside)).desk;
	await nameHeads(inside, [
		{ key: 'sales', headName: 'Sonia', headEmail: at('sonia'), headLanguage: 'en' as const }
	]);
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	const ana = { email: at('ana'), name: 'Ana Petit', role: 'collections' } as const;
	await buildContact(inside, customer, ana);
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	await story.day('2026-03-03');
	const { portal } = callerFor(await portalScopeOf(linkIn(last('ana'))));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: 'one dispute',
		language: 'fr'
	});
	const { desk } = callerFor(deskScopeOf(claire, inside));
	const deskOf = (user: typeof karim) => callerFor(deskScopeOf(user, inside)).desk;
	return {
		...{ desk, deskOf, karim, paul, ines, sonia, reference, disputeId, admin },
		ask: async () => {
			await desk.disputes.assign({ disputeId, userId: karim.id, question: 'Quel prix ?' });
			await story.wake();
		},
		/** Karim says so himself. */
		away: (from: number, until: number, substituteId = paul.id) =>
			deskOf(karim).absences.enter({ fromOn: day(from), untilOn: day(until), substituteId }),
		page: () => desk.disputes.page({ reference })
	};
}

/** Once it is asked, what each day brings. */
async function days(...all: number[]): Promise<void> {
	for (const one of all) await story.day(day(one));
}
const answered = {
	verdict: 'customer_right',
	explanation: 'Le prix convenu était le bon.',
	signedName: 'Paul',
	idempotencyKey: 'answer of the substitute'
} as const;

test('asked while he is away, his substitute is asked, says who he answers for, and answers under his own name', async () => {
	const { ask, away, page } = await begun();
	await away(3, 12);
	await ask();
	expect(subjects('karim')).toEqual([]);
	expect(last('paul').text).toContain(
		'You stand in for Karim up to and including Thursday 12 March.'
	);
	const { assignment, away: now, steps, assignments } = await page();
	expect(assignment).toMatchObject({ resolverName: 'Karim', standInName: 'Paul' });
	expect(now).toMatchObject({ until: '2026-03-12', standIn: 'Paul' });
	expect(assignments[0]!.assignedAt).toEqual(steps.at(-1)!.at);

	const door = await resolverScopeOf(linkIn(last('paul')));
	const { resolver } = callerFor(door);
	expect(await resolver.disputes.page()).toMatchObject({ canAnswer: true, insteadOf: 'Karim' });
	await resolver.disputes.answer(answered);
	expect((await page()).answers).toMatchObject([{ signedName: 'Paul' }]);
	const mails = [subjects('karim').length, subjects('paul').length];
	await days(5, 9, 11, 13, 16);
	expect([subjects('karim').length, subjects('paul').length]).toEqual(mails);
});

test('asked before he went away, his substitute is told at once, is reminded instead of him and has days of his own before a head hears of it', async () => {
	const { ask, away, page } = await begun();
	await ask();
	await away(9, 20);
	const asked = subjects('karim').length;
	await days(5);
	expect(subjects('karim').slice(asked)).toEqual([expect.stringMatching(/^Reminder: /)]);
	expect(subjects('paul')).toEqual([]);
	// He was to answer by Friday; the first day on which he is away it is passed on, to nobody else.
	await days(6, 9);
	await story.wake();
	expect(subjects('paul')).toEqual([expect.stringMatching(/^Now with you: /)]);
	expect(last('paul').text).toContain('You stand in for Karim');
	expect(subjects('karim')).toHaveLength(asked + 1);
	await days(10);
	expect(subjects('paul').at(-1)).toMatch(/^Overdue: /);
	expect(subjects('karim')).toHaveLength(asked + 1);
	expect(subjects('sonia')).toEqual([]);
	await days(11, 12);
	// Whoever is away is not asked by anybody.
	expect(subjects('karim')).toHaveLength(asked + 1);
	expect(subjects('sonia')).toHaveLength(1);
	expect((await page()).followUps.map(({ kind, standInName }) => [kind, standInName])).toEqual([
		...[
			['due_soon', ''],
			['moved', 'Paul'],
			['overdue', 'Paul'],
			['manager', 'Paul']
		]
	]);
	// The link of his mail is a door of his own.
	await callerFor(await resolverScopeOf(linkIn(last('paul')))).resolver.disputes.answer(answered);
	const mails = subjects('paul').length;
	await days(13, 19, 23);
	expect(subjects('paul')).toHaveLength(mails);
});

test('saved while it runs already, what is open goes to the substitute at once, once, whatever the hour and whoever was reminded that day', async () => {
	const { ask, away, deskOf, karim, paul, ines, page } = await begun();
	await ask();
	await days(5);
	expect(subjects('karim').at(-1)).toMatch(/^Reminder: /);
	const asked = subjects('karim').length;
	// In the evening the house writes to nobody by itself.
	story.time('2026-03-05', 21);
	const { absenceId } = await away(5, 20);
	await story.wake();
	expect(subjects('paul')).toEqual([expect.stringMatching(/^Now with you: /)]);
	expect(last('paul').text).toContain('You stand in for Karim');
	// Entered anew for the same colleague, nothing is asked twice; for another one, she is asked.
	await deskOf(karim).absences.withdraw({ absenceId });
	const again = await away(5, 20);
	await story.wake();
	expect(subjects('paul')).toHaveLength(1);
	await deskOf(karim).absences.withdraw({ absenceId: again.absenceId });
	await away(5, 20, ines.id);
	await story.wake();
	expect(subjects('ines')).toEqual([expect.stringMatching(/^Now with you: /)]);
	// She goes away as well: whoever stands in for her has it, and none who is away.
	await deskOf(ines).absences.enter({
		...{ fromOn: day(5), untilOn: day(8), substituteId: paul.id }
	});
	await story.wake();
	expect(subjects('paul')).toHaveLength(2);
	expect(subjects('karim')).toHaveLength(asked);
	expect((await page()).followUps.map(({ standInName }) => standInName)).toEqual([
		...['', 'Paul', 'Ines', 'Paul']
	]);
	await days(6);
	expect(subjects('paul')).toHaveLength(2);
});

test('of an absence that begins later nobody is asked yet', async () => {
	const { ask, away } = await begun();
	await ask();
	await away(4, 12);
	await story.wake();
	expect(subjects('paul')).toEqual([]);
});

test('asked that very morning, whoever then leaves passes it on', async () => {
	const { ask, away } = await begun();
	await ask();
	await away(3, 12);
	await story.wake();
	expect(subjects('paul')).toEqual([expect.stringMatching(/^Now with you: /)]);
});

test('nobody is mailed as the substitute of himself', async () => {
	const { ask, away, deskOf, paul, karim, ines } = await begun();
	await ask();
	await away(3, 12);
	await deskOf(paul).absences.enter({
		...{ fromOn: day(3), untilOn: day(13), substituteId: karim.id }
	});
	await story.wake();
	await days(4, 5, 9, 11);
	const all = ['karim', 'paul', 'ines', 'sonia'].flatMap((who) => story.mails(at(who)));
	expect(all.length).toBeGreaterThan(3);
	for (const { to, text } of all)
		for (const { name, email } of [karim, paul, ines])
			if (to.includes(email)) expect(text).not.toContain(`You stand in for ${name}`);
});

test('back again, what nobody answered is his own: he is asked, not his substitute', async () => {
	const { ask, away, page } = await begun();
	await away(3, 5);
	await ask();
	await days(5);
	expect(subjects('paul').at(-1)).toMatch(/^Reminder: /);
	const paul = subjects('paul').length;
	await days(6);
	expect(subjects('karim')).toEqual([expect.stringMatching(/^Now with you: /)]);
	expect((await page()).away).toBeNull();
	await days(9, 11);
	expect(subjects('karim').slice(1)).toEqual([
		expect.stringMatching(/^Overdue: /),
		expect.stringMatching(/^Overdue: /)
	]);
	expect(subjects('paul')).toHaveLength(paul);
	expect(subjects('sonia')).toHaveLength(1);
});

/** Asked while Karim was away, Paul has asked back, by the link of his mail; a colleague has told him since. */
async function takenUp(signedName: string) {
	const world = await begun();
	const { ask, away, desk, disputeId } = world;
	await away(3, 5);
	await ask();
	const { resolver } = callerFor(await resolverScopeOf(linkIn(last('paul'))));
	await resolver.disputes.answer({
		...{ verdict: 'need_information', handOver: 'Quelle commande ?', asks: 'house' },
		...{ signedName, idempotencyKey: 'asked back', explanation: '' }
	});
	await days(4, 6, 9);
	const tell = () => {
		const note = { disputeId, audience: 'internal', needsReply: false } as const;
		return desk.disputes.post({ ...note, body: 'La 4711.', idempotencyKey: 'one answer' });
	};
	return { ...world, tell };
}

test.each(['Paul', 'P. Girard'])(
	'what the substitute took up stays with him, whatever he signs with (%s): he asked back, and is told of it afterwards',
	async (signedName) => {
		const { tell, page } = await takenUp(signedName);
		await tell();
		const paul = subjects('paul').length;
		await days(10);
		expect(subjects('paul').slice(paul)).toEqual([
			expect.stringMatching(/^News on your question: /),
			expect.stringMatching(/^Overdue: /)
		]);
		expect(subjects('karim')).toEqual([]);
		expect(await page()).toMatchObject({ away: null, takenUpBy: 'Paul' });
	}
);

test('what he took up is in his list, has a link for him and is answered by him on the desk, once the other is back', async () => {
	const { tell, deskOf, karim, paul, ines, reference, disputeId, page } =
		await takenUp('P. Girard');
	const listOf = async (user: typeof paul) =>
		(await deskOf(user).disputes.queue({ view: 'mine' })).rows.map((row) => row.reference);
	expect(await listOf(paul)).toEqual([reference]);
	expect(await listOf(karim)).toEqual([reference]);
	expect(await listOf(ines)).toEqual([]);
	expect(await deskOf(paul).disputes.page({ reference })).toMatchObject({
		askedOfMe: { handTo: { people: expect.any(Array) } }
	});
	expect(await deskOf(ines).disputes.page({ reference })).toMatchObject({ askedOfMe: null });
	// While he waits for what he asked, and once he was told: by his link, and by his address alone.
	const { links } = callerFor(null);
	const mails = subjects('paul').length;
	await links.renew({ token: tokenIn(linkIn(last('paul'))) });
	await story.wake();
	expect(subjects('paul')).toHaveLength(mails + 1);
	expect(last('paul').text).not.toContain('You stand in for');
	await tell();
	story.time('2026-03-09', 14);
	await links.renew({ email: at('paul'), kind: 'resolver' });
	await story.wake();
	// The answer to what he asked, and the link he asked for.
	expect(subjects('paul')).toHaveLength(mails + 3);
	await deskOf(paul).disputes.answer({ ...answered, signedName: 'P. Girard', disputeId });
	expect((await page()).answers.map(({ verdict }) => verdict)).toEqual([
		...['need_information', 'customer_right']
	]);
	// Nothing is asked of him any more.
	expect(await listOf(paul)).toEqual([]);
});

test('whoever is called like the substitute and is not he takes nothing up', async () => {
	const { ask, away, deskOf, karim, disputeId, page } = await begun();
	await away(3, 5);
	await ask();
	// He looks in himself, and signs for both.
	await deskOf(karim).disputes.answer({
		...{ disputeId, verdict: 'need_information', handOver: 'Quelle commande ?' },
		...{ asks: 'house', signedName: 'Paul', idempotencyKey: 'his own answer', explanation: '' }
	});
	await days(6);
	expect(await page()).toMatchObject({ away: null, takenUpBy: null });
});

test('the substitute of an absent substitute is asked; where nobody is there, he is, and staff are told', async () => {
	const { ask, away, deskOf, karim, paul, ines, page } = await begun();
	await away(3, 12);
	await deskOf(paul).absences.enter({
		...{ fromOn: day(3), untilOn: day(4), substituteId: ines.id }
	});
	await ask();
	expect(subjects('paul')).toEqual([]);
	expect(last('ines').text).toContain('You stand in for Karim');
	// She goes away as well, and he stands in for her: nobody is left.
	await deskOf(ines).absences.enter({
		...{ fromOn: day(3), untilOn: day(13), substituteId: karim.id }
	});
	await ask();
	expect(subjects('karim')).toHaveLength(1);
	expect(subjects('claire').at(-1)).toContain('Karim is away and nobody stands in');
	expect((await page()).away).toEqual({
		...{ until: '2026-03-12', standIn: undefined }
	});
});

test('a substitute answers on the desk too while he stands in, and no longer than that', async () => {
	const { ask, away, deskOf, paul, admin, disputeId, reference, page } = await begun();
	const answer = (key: string) =>
		deskOf(paul).disputes.answer({ ...answered, disputeId, idempotencyKey: key });
	const { absenceId } = await away(3, 12);
	await ask();
	const mine = async () =>
		(await deskOf(paul).disputes.queue({ view: 'mine' })).rows.map((row) => row.reference);
	expect(await mine()).toEqual([reference]);
	await answer('while he stands in');
	expect((await page()).answers).toHaveLength(1);
	await admin.absences.withdraw({ absenceId });
	expect(await mine()).toEqual([]);
	await expect(answer('afterwards')).rejects.toMatchObject({ message: 'not_allowed' });
});

test('a link that has gone by is mailed anew to whoever stands in', async () => {
	const { ask, away } = await begun();
	await away(3, 12);
	await ask();
	const token = tokenIn(linkIn(last('paul')));
	const { links } = callerFor(null);
	await links.renew({ token });
	await story.wake();
	expect(subjects('paul')).toHaveLength(2);
	// By the address alone too, once an hour.
	story.time('2026-03-03', 12);
	await links.renew({ email: at('PAUL'), kind: 'resolver' });
	await links.renew({ email: at('ines'), kind: 'resolver' });
	await story.wake();
	expect(subjects('paul')).toHaveLength(3);
	expect(subjects('ines')).toEqual([]);
	await days(16);
	const back = subjects('paul').length;
	await links.renew({ token });
	await story.wake();
	expect(subjects('paul')).toHaveLength(back);
});

test('a head of team who is away is told through who stands in for him, by a link of his own that is mailed anew', async () => {
	const { ask, deskOf, sonia, ines } = await begun();
	await ask();
	const absence = { fromOn: day(9), untilOn: day(20), substituteId: ines.id };
	await deskOf(sonia).absences.enter(absence);
	await days(5, 9, 11);
	expect(subjects('sonia')).toEqual([]);
	expect(subjects('ines')).toEqual([expect.stringMatching(/^Karim has not answered: /)]);
	expect(last('ines').text).toContain(
		'You stand in for Sonia up to and including Friday 20 March.'
	);
	const link = linkIn(last('ines'));
	const { resolver } = callerFor(await resolverScopeOf(link));
	expect(await resolver.disputes.page()).toMatchObject({ canAnswer: true, insteadOf: 'Karim' });
	const { links } = callerFor(null);
	await links.renew({ token: tokenIn(link) });
	await links.renew({ email: at('paul'), kind: 'resolver' });
	story.time('2026-03-11', 12);
	await links.renew({ email: at('ines'), kind: 'resolver' });
	await story.wake();
	expect(subjects('ines')).toHaveLength(3);
	expect(subjects('paul')).toEqual([]);
	// Back again she reads it herself.
	await days(18, 25);
	expect([subjects('ines').length, subjects('sonia').length]).toEqual([4, 1]);
});

test('where the substitute of the head is the one who was asked, the collector alone is told', async () => {
	const { ask, deskOf, sonia, karim } = await begun();
	await ask();
	const absence = { fromOn: day(9), untilOn: day(20), substituteId: karim.id };
	await deskOf(sonia).absences.enter(absence);
	await days(5, 9, 11);
	expect(subjects('sonia')).toEqual([]);
	expect(subjects('karim').at(-1)).toMatch(/^Overdue: /);
	expect(subjects('karim').join()).not.toContain('has not answered');
	expect(subjects('claire').at(-1)).toContain('Karim');
});

/** He is asked, then somebody outside is waited for as well. */
async function askedAndWaiting(forWhom: 'waiting_customer' | 'waiting_third_party') {
	const world = await begun();
	const { ask, desk, disputeId } = world;
	await ask();
	if (forWhom === 'waiting_customer')
		await desk.disputes.post({
			...({ disputeId, audience: 'customer', needsReply: true } as const),
			...{ body: 'Quel bon de commande ?', idempotencyKey: 'asked of the customer' }
		});
	else await desk.disputes.move({ disputeId, to: 'waiting_third_party' });
	await story.wake();
	return world;
}

test.each(['waiting_customer', 'waiting_third_party'] as const)(
	'a question is asked all the same in a case that is %s: passed on, listed and counted, and nobody is reminded of it',
	async (forWhom) => {
		const { away, admin, karim, page, reference } = await askedAndWaiting(forWhom);
		const asked = subjects('karim').length;
		await away(4, 12);
		await days(4);
		expect(await page()).toMatchObject({ status: forWhom, away: { standIn: 'Paul' } });
		expect(subjects('paul')).toEqual([expect.stringMatching(/^Now with you: /)]);
		await days(5, 9, 11, 12);
		expect(subjects('paul')).toHaveLength(1);
		expect(subjects('karim')).toHaveLength(asked);
		const { leaves } = await admin.users.show({ userId: karim.id });
		expect(leaves.questions).toMatchObject([{ reference }]);
	}
);
