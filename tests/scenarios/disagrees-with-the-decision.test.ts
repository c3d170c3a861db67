import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { render } from 'svelte/server';
import UnansweredWords from '$lib/components/disputes/UnansweredWords.svelte';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { asOwner } from '../support/database';
import { linkIn, useStory } from '../support/story';

const story = useStory({ of: 'test' });
let houses = 0;

async function begun() {
	houses++;
	const at = (who: string) => `${who}@disagrees${houses}.test`;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const claire = await buildUser(inside, {
		...{ role: 'collector', name: 'Claire Morel', email: at('claire') }
	});
	const other = await buildUser(inside, { role: 'collector', name: 'Paul', email: at('paul') });
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	await buildContact(inside, customer, {
		email: at('ana'),
		name: 'Ana Petit',
		role: 'collections'
	});
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	const { desk } = callerFor(deskScopeOf(claire, inside));
	await story.day('2026-03-03');
	const link = linkIn(story.mails(at('ana')).at(-1)!);
	const { portal } = callerFor(await portalScopeOf(link));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: 'one dispute',
		language: 'fr'
	});
	const page = () => desk.disputes.page({ reference });
	const repliesOf = async (whose: typeof desk) =>
		(await whose.worklist.day({})).rows.filter(({ kind }) => kind === 'reply');
	return {
		...{ desk, portal, reference, disputeId, page, claire, other, inside, customer, invoice },
		paul: callerFor(deskScopeOf(other, inside)).desk,
		say: (body: string) => portal.disputes.reply({ reference, body, idempotencyKey: body }),
		replies: () => repliesOf(desk),
		repliesOfPaul: () => repliesOf(callerFor(deskScopeOf(other, inside)).desk),
		refuse: async (seen?: string) =>
			desk.disputes.decide({
				...{ disputeId, verdict: 'invalid', outcome: 'no_action', seen },
				explanation: 'Le tarif signé s’applique.'
			}),
		close: () => desk.disputes.resolve({ disputeId, creditNoteNumber: '' })
	};
}

test('who disagrees with a decision is in the day of whoever looks after the case until he is answered', async () => {
	const { desk, portal, disputeId, page, say, replies, repliesOfPaul, refuse, close, reference } =
		await begun();
	expect((await portal.disputes.show({ reference })).owedAfter).toBeNull();
	await refuse();
	expect(await replies()).toEqual([]);
	expect((await portal.disputes.show({ reference })).owedAfter).toBeNull();
	await story.day('2026-03-05');
	await say('Je ne suis pas d’accord.');
	expect(await replies()).toMatchObject([{ reference, standing: 'decided', who: 'Gantier SA' }]);
	expect(await repliesOfPaul()).toEqual([]);
	expect((await page()).unanswered).toMatchObject({ again: { isLinked: false, until: null } });
	// He reads by when he is answered, and colleagues that he does.
	const owed = { on: '2026-03-05', dueOn: '2026-03-11', isMissed: false };
	expect((await portal.disputes.show({ reference })).owedAfter).toEqual(owed);
	expect((await page()).owedAfter).toEqual(owed);
	// Whoever insists is not put off.
	await story.day('2026-03-06');
	await say('Toujours rien ?');
	expect((await portal.disputes.show({ reference })).owedAfter).toEqual(owed);
	// Closing it says nothing about what he wrote, and days do not either.
	await close();
	await story.day('2026-03-09');
	expect(await replies()).toMatchObject([{ reference, standing: 'resolved' }]);
	await desk.disputes.post({
		...{ disputeId, audience: 'internal', body: 'À voir.', needsReply: false, files: [] },
		idempotencyKey: 'an internal note'
	});
	expect(await replies()).toHaveLength(1);
	await desk.disputes.post({
		...{ disputeId, audience: 'customer', body: 'Voici le contrat.', needsReply: false, files: [] },
		idempotencyKey: 'an answer'
	});
	expect(await replies()).toEqual([]);
	expect((await page()).unanswered).toBeNull();
	expect((await portal.disputes.show({ reference })).owedAfter).toBeNull();
});

test('a late reply is read with a reason, and the next one waits again', async () => {
	const { desk, portal, disputeId, page, say, replies, refuse, close, reference } = await begun();
	await refuse();
	await close();
	await story.day('2026-03-06');
	await say('Merci quand même.');
	expect(await replies()).toHaveLength(1);
	const [row] = await replies();
	await desk.worklist.postpone({ key: row!.key, untilOn: localDate('2026-03-20') });
	expect(await replies()).toEqual([]);
	const { version } = await page();
	await expect(desk.disputes.readReply({ disputeId, why: ' ' })).rejects.toMatchObject({
		cause: { code: 'explanation_required' }
	});
	await story.day('2026-03-07');
	await say('En fait, non.');
	// New words bring back what was put off.
	expect(await replies()).toHaveLength(1);
	await expect(
		desk.disputes.readReply({ disputeId, why: 'Un merci.', seen: version })
	).rejects.toMatchObject({
		cause: { code: 'wrote_meanwhile', details: { words: 'En fait, non.' } }
	});
	const seen = (await page()).version;
	await desk.disputes.readReply({ disputeId, why: 'Vu par téléphone.', seen });
	await desk.disputes.readReply({ disputeId, why: 'Vu par téléphone.', seen });
	expect(await replies()).toEqual([]);
	const read = (await page()).audit.filter(({ action }) => action === 'dispute.reply_read');
	expect(read).toMatchObject([{ actorName: 'Claire Morel', data: { why: 'Vu par téléphone.' } }]);
	// The day he was promised is not taken back in silence; the reason stays in the house.
	const shown = await portal.disputes.show({ reference });
	expect(shown.owedAfter).toBeNull();
	expect(shown.readAfter).toEqual({ on: '2026-03-07', readOn: '2026-03-07' });
	expect(
		JSON.stringify(shown, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
	).not.toContain('Vu par');
	await story.day('2026-03-10');
	await say('Toujours pas.');
	expect(await replies()).toHaveLength(1);
});

test('what was read before the case was opened again, or decided first, is no reading of that decision', async () => {
	const { desk, portal, disputeId, page, say, refuse, close, reference } = await begun();
	const read = async () => (await portal.disputes.show({ reference })).readAfter;
	await refuse();
	await close();
	await story.day('2026-03-06');
	await say('Merci quand même.');
	await desk.disputes.readReply({ disputeId, why: 'Un merci.', seen: (await page()).version });
	expect(await read()).toEqual({ on: '2026-03-06', readOn: '2026-03-06' });
	await desk.disputes.reopen({ disputeId, note: 'Nous avons retrouvé le tarif.' });
	await story.day('2026-03-09');
	await refuse();
	expect(await read()).toBeNull();
	await close();
	expect(await read()).toBeNull();
});

test('within some days a reply offers to reopen the case, later a case that is linked to it', async () => {
	const { desk, portal, disputeId, page, say, replies, refuse, close, reference } = await begun();
	await refuse();
	await close();
	await story.day('2026-03-06');
	await say('Je ne suis pas d’accord.');
	const { unanswered } = await page();
	expect(unanswered?.again).toMatchObject({ isLinked: false });
	await desk.disputes.reopen({ disputeId, note: 'Suite à votre message.' });
	expect(await replies()).toEqual([]);
	await refuse();
	await close();
	await story.day('2026-06-30');
	await say('Je conteste encore.');
	expect((await page()).unanswered?.again).toMatchObject({ isLinked: true });
	const next = await desk.disputes.reopen({ disputeId, note: 'Suite à votre message.' });
	expect(next?.reference).not.toBe(reference);
	expect((await page()).unanswered).toBeNull();
	// His words go on there: nobody says that they were only read.
	expect((await portal.disputes.show({ reference })).readAfter).toBeNull();
	expect(await replies()).toEqual([]);
});

test('nobody decides what he has not read to the end, and a note of a colleague stops nobody', async () => {
	const { desk, disputeId, page, say, refuse, portal, reference } = await begun();
	const before = (await page()).version;
	await story.day('2026-03-04');
	await say('Voici la preuve.');
	const refused = {
		cause: { code: 'wrote_meanwhile', details: { who: expect.stringContaining('Ana Petit') } }
	};
	await expect(refuse(before)).rejects.toMatchObject(refused);
	for (const to of ['withdrawn', 'not_a_dispute'] as const)
		await expect(
			desk.disputes.close({ disputeId, to, note: 'Rien à voir.', seen: before })
		).rejects.toMatchObject(refused);
	// Who only asks a colleague goes on, and a customer writes twice from one page.
	const shown = await portal.disputes.show({ reference });
	await desk.disputes.setPriority({ disputeId, priority: 'high' });
	for (const body of ['Et la suite.', 'Et la fin.'])
		await portal.disputes.reply({ reference, body, idempotencyKey: body, seen: shown.version });
	const seen = (await page()).version;
	await desk.disputes.post({
		...{ disputeId, audience: 'internal', body: 'À voir.', needsReply: false, files: [] },
		idempotencyKey: 'an internal note'
	});
	await expect(refuse(seen)).resolves.toMatchObject({ isDecided: true });
	await expect(refuse(seen)).rejects.toMatchObject({ cause: { code: 'conflict' } });
});

test('nobody takes up a case again over words he has not read, neither the case nor one that is linked to it', async () => {
	const { desk, disputeId, page, say, replies, refuse, close } = await begun();
	await refuse();
	await close();
	const read = { cause: { code: 'wrote_meanwhile' } };
	const reopen = (seen: string, note = 'Suite à votre message.') =>
		desk.disputes.reopen({ disputeId, note, seen });
	const before = (await page()).version;
	await story.day('2026-03-06');
	await say('Je ne suis pas d’accord.');
	await expect(reopen(before)).rejects.toMatchObject(read);
	expect(await replies()).toHaveLength(1);
	await story.day('2026-06-30');
	const late = (await page()).version;
	await say('Je conteste encore.');
	await expect(reopen(late)).rejects.toMatchObject(read);
	const next = await reopen((await page()).version);
	expect(next).not.toBeNull();
	// Taken up already: what he says since is read before it is answered there.
	const then = (await page()).version;
	await story.day('2026-07-01');
	await say('Et ceci.');
	await expect(reopen(then, 'Voir plus loin.')).rejects.toMatchObject(read);
	expect(await reopen((await page()).version, 'Voir plus loin.')).toEqual(next);
	expect(await replies()).toEqual([]);
});

test('words that a machine wrote whose clock is behind are words too', async () => {
	const { page, say, refuse, disputeId } = await begun();
	await say('Une question.');
	const seen = (await page()).version;
	await story.day('2026-03-04');
	await say('Voici la preuve.');
	await asOwner(
		"update message set id = '0190aaaa-0000-7000-8000-000000000001' where dispute_id = $1 and body = 'Voici la preuve.'",
		[disputeId]
	);
	await expect(refuse(seen)).rejects.toMatchObject({ cause: { code: 'wrote_meanwhile' } });
});

/** What the card on the page of a case says. */
const cardOf = (dispute: unknown) =>
	render(UnansweredWords, {
		props: { dispute, form: null, timeZone: 'Europe/Paris' } as never
	}).body;

test('whoever looked after a closed case is away or left: his words are in the day of whoever is there', async () => {
	const { claire, other, inside, customer, ...on } = await begun();
	const { say, refuse, close, replies, repliesOfPaul, page, paul, reference } = on;
	await refuse();
	await close();
	await story.day('2026-03-06');
	await say('Je ne suis pas d’accord.');
	expect(cardOf(await page())).toContain('votre journée');
	const asPaul = cardOf(await paul.disputes.page({ reference }));
	expect(asPaul).toContain('Claire Morel');
	expect(asPaul).not.toContain('reste dans votre journée');
	await asOwner(
		`insert into absence (organisation_id, id, user_id, from_on, until_on, substitute_id, entered_at, entered_by)
		 values ($1, $2, $3, '2026-03-06', '2026-03-08', $4, now(), 'test')`,
		[inside.organisationId, uuidv7(), claire.id, other.id]
	);
	expect(await repliesOfPaul()).toMatchObject([{ reference }]);
	expect(await replies()).toHaveLength(1);
	await story.day('2026-03-09');
	expect(await repliesOfPaul()).toEqual([]);
	await asOwner('update customer set collector_id = $2 where id = $1', [customer.id, other.id]);
	expect(await repliesOfPaul()).toEqual([]);
	await asOwner('update "user" set disabled_at = now() where id = $1', [claire.id]);
	expect(await repliesOfPaul()).toMatchObject([{ reference }]);
	await asOwner('update customer set collector_id = null where id = $1', [customer.id]);
	expect(await repliesOfPaul()).toMatchObject([{ reference }]);
	expect(cardOf(await paul.disputes.page({ reference }))).toContain('reste dans votre journée');
});

test('a linked case begins with words for colleagues, one that goes on with words for its customer', async () => {
	const { say, refuse, close, page } = await begun();
	await refuse();
	await close();
	await say('Je ne suis pas d’accord.');
	expect(cardOf(await page())).toContain('Suite à votre message');
	await story.day('2026-06-30');
	const late = cardOf(await page());
	expect(late).not.toContain('Suite à votre message');
	expect(late).toContain('trop ancien');
});

test('who withdrew his dispute and says thanks is promised nothing', async () => {
	const { portal, say, reference } = await begun();
	await portal.disputes.withdraw({ reference });
	await say('Merci, bonne journée.');
	expect((await portal.disputes.show({ reference })).owedAfter).toBeNull();
});

test('that reminders go on is said to whoever the run would remind, and to nobody else', async () => {
	const { desk, portal, say, refuse, close, reference, customer, invoice } = await begun();
	const reminded = async () => (await portal.reminders.ofCase({ reference }))?.minor ?? null;
	const about = { customerId: customer.id, reason: 'Vu avec lui' };
	await refuse();
	expect(await reminded()).toBeNull();
	await close();
	await story.day('2026-03-20');
	await say('Je ne suis pas d’accord.');
	expect(await reminded()).toBe(100_000n);
	const untilOn = localDate('2026-04-10');
	for (const more of [
		{ kind: 'manual' as const, untilOn },
		{ kind: 'manual' as const, untilOn, invoiceId: invoice.id },
		{ kind: 'opted_out' as const }
	]) {
		const holdId = await desk.customers.hold({ ...about, ...more });
		expect(await reminded()).toBeNull();
		await desk.customers.release({ holdId, reason: 'Il a rappelé' });
		expect(await reminded()).toBe(100_000n);
	}
});
