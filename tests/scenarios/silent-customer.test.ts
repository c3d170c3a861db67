import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { systemScope } from '$lib/server/auth/scope';
import { markBounced } from '$lib/server/customers/mark-bounced';
import { unitOfWork } from '$lib/server/db/client';
import { chaseCustomers } from '$lib/server/disputes/chase-customers';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory({ of: 'test' });

/** Each story has its own house. */
let houses = 0;
const at = (who: string) => `${who}@house${houses}.test`;

/** 300 of 1,000 contested, followed by a colleague who reads English; asked for a photo on Wednesday, 4 March. */
async function asked() {
	houses++;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const claire = await buildUser(inside, {
		...{ role: 'collector' as const, name: 'Claire Morel', email: at('claire') }
	});
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	await buildContact(inside, customer, {
		...{ email: at('ana'), role: 'collections' as const, name: 'Ana Petit' }
	});
	const invoice = await buildInvoice(inside, customer, {
		...{ issuedOn: localDate('2026-02-01'), dueOn: localDate('2026-03-02') }
	});
	const { desk } = callerFor(deskScopeOf(claire, inside));
	await story.day('2026-03-04');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(at('ana'))[0]!)));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 30_000n }],
		...{ reasonCode: 'price_unit', explanation: 'Le prix convenu était plus bas.' },
		...{ idempotencyKey: 'from-the-mail', language: 'fr' as const }
	});
	await portal.disputes.follow({ reference, name: 'Luc', email: at('luc'), language: 'en' });
	const write = (body: string, needsReply: boolean) =>
		desk.disputes.post({
			...{ disputeId, audience: 'customer' as const, body },
			...{ needsReply, idempotencyKey: body }
		});
	const ask = (body: string) => write(body, true);
	await ask('Une photo du bon ?');
	await story.wake();
	return {
		inside,
		customer,
		desk,
		portal,
		reference,
		disputeId,
		ask,
		say: (body: string) => write(body, false)
	};
}

const ofCase = (who: string) => story.mails(who).filter(({ subject }) => /LIT-/.test(subject));
const reminders = (who: string) =>
	ofCase(who).filter(({ subject }) => /attendons toujours|still missing/.test(subject));
const counts = () => [at('ana'), at('luc')].map((who) => reminders(who).length);
const plain = (text: string) => text.replace(/\s+/g, ' ');

async function days(...all: string[]): Promise<void> {
	for (const day of all) await story.day(`2026-${day}`);
}

async function rowOf({ desk, reference }: Awaited<ReturnType<typeof asked>>) {
	const { rows } = await desk.worklist.day({});
	return rows.find((row) => row.reference === reference);
}

test('a question nobody answers is asked again twice, then comes back to whoever asked; nothing contested is chased', async () => {
	const about = await asked();
	const { inside, portal, reference } = about;
	expect(plain(ofCase(at('ana')).at(-1)!.text)).toContain('jusqu’au mercredi 25 mars');
	expect(await portal.disputes.show({ reference })).toMatchObject({ replyBy: '2026-03-25' });
	await days('03-10');
	expect(counts()).toEqual([0, 0]);
	// Two replicas wake at once.
	story.time('2026-03-11');
	const engine = systemScope({ ...inside, actor: 'engine' });
	await Promise.all([chaseCustomers(engine), chaseCustomers(engine)]);
	await story.wake();
	await days('03-12', '03-17');
	expect(counts()).toEqual([1, 1]);
	const [first] = reminders(at('ana'));
	expect(first!.text).toContain('Une photo du bon ?');
	expect(plain(first!.text)).toContain('mercredi 25 mars');
	const { portal: again } = callerFor(await portalScopeOf(linkIn(first!)));
	expect(await again.disputes.show({ reference })).toMatchObject({ status: 'waiting_customer' });

	await days('03-18', '03-25');
	expect(counts()).toEqual([2, 2]);
	expect(await rowOf(about)).toBeUndefined();
	await days('03-26');
	expect(await rowOf(about)).toMatchObject({
		...{ kind: 'silent', on: '2026-03-04', href: `/disputes/${reference}` }
	});
	await days('05-04');
	expect(counts()).toEqual([2, 2]);
	for (const { text } of story
		.mails(at('ana'))
		.filter(({ subject }) => !/LIT-/.test(subject))
		.slice(1))
		expect(text).toMatch(/700,00/);
	// What he was waited for is not counted against the house.
	const { tracker } = await portal.disputes.show({ reference });
	expect(tracker).toMatchObject({ late: false, missed: null });
	expect(tracker.answerDueOn > '2026-05-04').toBe(true);
}, 180_000);

test('asked again, he has his time again and the case leaves the day until then; answered, it is over', async () => {
	const about = await asked();
	const { portal, reference } = about;
	await days('03-11', '03-18', '03-26');
	expect((await rowOf(about))?.kind).toBe('silent');
	await about.ask('Toujours la photo, s’il vous plaît.');
	await story.wake();
	expect(await rowOf(about)).toBeUndefined();
	expect(await portal.disputes.show({ reference })).toMatchObject({ replyBy: '2026-04-17' });
	await days('03-27', '04-01');
	expect(counts()).toEqual([2, 2]);
	await days('04-02');
	expect(counts()).toEqual([3, 3]);
	expect(reminders(at('ana')).at(-1)!.text).toContain('Toujours la photo');
	await portal.disputes.reply({
		...{ reference, body: 'La voici.', idempotencyKey: 'one reply', files: [] }
	});
	await days('04-13');
	expect(counts()).toEqual([3, 3]);
	expect((await rowOf(about))?.kind).not.toBe('silent');
	expect(await portal.disputes.show({ reference })).toMatchObject({ replyBy: null });
}, 180_000);

test('kind words between are no question: he has the time he had, and is reminded of what he was asked', async () => {
	const about = await asked();
	const { portal, reference } = about;
	await days('03-11', '03-17');
	await about.say('Votre dossier a bien été transmis au dépôt, bonne journée.');
	await story.wake();
	expect(await portal.disputes.show({ reference })).toMatchObject({
		replyBy: '2026-03-25',
		question: 'Une photo du bon ?'
	});
	await days('03-18');
	expect(counts()).toEqual([2, 2]);
	const { text } = reminders(at('ana')).at(-1)!;
	expect(plain(text)).toContain('mercredi 4 mars');
	expect(text).toContain('Une photo du bon ?');
	expect(text).not.toContain('bonne journée');
	await days('03-26');
	expect(await rowOf(about)).toMatchObject({ kind: 'silent', on: '2026-03-04' });
}, 180_000);

test('what a colleague wants to know beside it is a question as well, and asked as one', async () => {
	const about = await asked();
	const { portal, reference } = about;
	await days('03-11', '03-17');
	await about.ask('Et le numéro de la palette ?');
	await story.wake();
	expect(plain(ofCase(at('ana')).at(-1)!.text)).toContain('jusqu’au mercredi 8 avril');
	expect(await portal.disputes.show({ reference })).toMatchObject({
		replyBy: '2026-04-08',
		question: 'Et le numéro de la palette ?'
	});
}, 180_000);

test('a question nobody reads is no reminder of anything: it is in the day at once, until somebody reads it', async () => {
	const about = await asked();
	const { inside, desk, reference, disputeId, customer } = about;
	const page = () => desk.disputes.page({ reference });
	const reminded = async () =>
		(await page()).audit.filter(({ action }) => action === 'dispute.customer_reminded').length;
	await days('03-05');
	expect(await rowOf(about)).toBeUndefined();
	const [luc] = (await page()).followers;
	await desk.disputes.unfollow({ disputeId, followerId: luc!.id });
	await unitOfWork(systemScope({ ...inside, actor: 'engine' }), (unit) =>
		markBounced(unit, customer.id, at('ana'), '550 no such user')
	);
	expect(await rowOf(about)).toMatchObject({ kind: 'unreached', on: '2026-03-04' });
	await days('03-11', '03-12');
	expect((await page()).awaited).toMatchObject({ isReached: false, remindedOn: null });
	expect([await reminded(), ...counts()]).toEqual([0, 0, 0]);
	// A contact nobody could write to, removed: it stays so.
	const [ana] = (await desk.customers.page({ code: customer.code })).contacts;
	await desk.customers.removeContact({ contactId: ana!.id });
	await days('03-13');
	expect([(await rowOf(about))?.kind, await reminded()]).toEqual(['unreached', 0]);
	// Whoever follows it now is told by the next reminder that is due.
	await desk.disputes.follow({ disputeId, name: 'Luc', email: at('luc'), language: 'en' });
	expect(await rowOf(about)).toBeUndefined();
	await days('03-16');
	expect([await reminded(), ...counts()]).toEqual([1, 0, 1]);
	expect((await page()).awaited).toMatchObject({ isReached: true, remindedOn: '2026-03-16' });
}, 180_000);

test('a reminder that could not leave does not leave once he has answered', async () => {
	const { portal, reference } = await asked();
	story.smtp.mood = 'later';
	await days('03-11');
	await portal.disputes.reply({
		...{ reference, body: 'La voici.', idempotencyKey: 'one reply', files: [] }
	});
	story.smtp.mood = 'accept';
	await story.day('2026-03-11', 15);
	await days('03-18');
	expect(counts()).toEqual([0, 0]);
});

test('a question put while an offer stands is open once the offer has ended: its words and its day are kept', async () => {
	const about = await asked();
	const { desk, portal, disputeId, reference } = about;
	await portal.disputes.reply({
		...{ reference, body: 'La voici.', idempotencyKey: 'one reply', files: [] }
	});
	await desk.disputes.propose({
		...{ disputeId, kind: 'credit' as const, amountMinor: 15_000n, text: 'La moitié.' },
		...{ validUntil: localDate('2026-03-12'), idempotencyKey: 'half of it' }
	});
	await days('03-06');
	await about.ask('Combien de cartons sont cassés ?');
	await days('03-11', '03-13');
	expect(await portal.disputes.show({ reference })).toMatchObject({
		...{ status: 'waiting_customer', replyBy: '2026-04-03' },
		question: 'Combien de cartons sont cassés ?'
	});
	expect(counts()).toEqual([0, 0]);
	await days('03-20');
	expect(counts()).toEqual([1, 1]);
	expect(plain(reminders(at('ana'))[0]!.text)).toContain('vendredi 6 mars');
}, 180_000);

test('a question put while an offer stands that lasts longer has its day and its reminders', async () => {
	const about = await asked();
	const { desk, portal, disputeId, reference } = about;
	await portal.disputes.reply({
		...{ reference, body: 'La voici.', idempotencyKey: 'one reply', files: [] }
	});
	await desk.disputes.propose({
		...{ disputeId, kind: 'credit' as const, amountMinor: 15_000n, text: 'La moitié.' },
		...{ validUntil: localDate('2026-04-30'), idempotencyKey: 'half of it' }
	});
	await days('03-06');
	expect(await portal.disputes.show({ reference })).toMatchObject({ replyBy: null });
	await about.ask('Combien de cartons sont cassés ?');
	expect(await portal.disputes.show({ reference })).toMatchObject({ replyBy: '2026-03-27' });
	await days('03-13');
	expect(counts()).toEqual([1, 1]);
	await days('03-20');
	expect(counts()).toEqual([2, 2]);
	expect(plain(reminders(at('ana'))[0]!.text)).toContain('Combien de cartons sont cassés');
	expect(await rowOf(about)).toBeUndefined();
	await days('03-30');
	expect(await rowOf(about)).toBeDefined();
	expect(counts()).toEqual([2, 2]);
}, 180_000);

test('a question put while an offer stands that is withdrawn has its whole time from then on', async () => {
	const about = await asked();
	const { desk, portal, disputeId, reference } = about;
	await portal.disputes.reply({
		...{ reference, body: 'La voici.', idempotencyKey: 'one reply', files: [] }
	});
	await desk.disputes.propose({
		...{ disputeId, kind: 'credit' as const, amountMinor: 15_000n, text: 'La moitié.' },
		...{ validUntil: localDate('2026-04-30'), idempotencyKey: 'half of it' }
	});
	await days('03-06');
	await about.ask('Combien de cartons sont cassés ?');
	await days('03-27');
	const { proposals } = await desk.disputes.page({ reference });
	await desk.disputes.withdrawProposal({ disputeId, proposalId: proposals[0]!.id });
	expect(counts()).toEqual([1, 1]);
	await days('03-30');
	expect(counts()).toEqual([1, 1]);
	await days('04-06', '04-07');
	expect(counts()).toEqual([2, 2]);
}, 180_000);

test('what is offered has a last day of its own: nobody is reminded of a question that was none', async () => {
	const { desk, disputeId } = await asked();
	await desk.disputes.propose({
		...{ disputeId, kind: 'credit' as const, amountMinor: 15_000n, text: 'La moitié.' },
		...{ validUntil: localDate('2026-04-30'), idempotencyKey: 'half of it' }
	});
	await days('03-11', '03-18', '03-26');
	expect(counts()).toEqual([0, 0]);
});
