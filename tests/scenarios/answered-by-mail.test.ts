import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { addDays, localDate } from '$lib/domain/calendar';
import { receiveMail } from '$lib/server/inbound/receive-mail';
import { settleKept } from '$lib/server/inbound/take-in-mails';
import {
	arrive,
	listenToMail,
	written as rawMail,
	type Written
} from '../integration/inbound/mail-world';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import type { ReceivedMail } from '../support/read-mail';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory({ of: 'test' });
beforeEach(() => listenToMail());

let houses = 0;
const at = (who: string) => `${who}@answering${houses}.test`;

/** Asked for a photo on Wednesday, 4 March: reminded on the 11th and the 18th, waited for until the 25th. */
async function asked({ asksKarim = false } = {}) {
	houses++;
	const slug = `answering-${houses}`;
	const inside = await buildOrganisation({ slug, name: 'Menuiserie Dupont', email: at('compta') });
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
	if (asksKarim) {
		await desk.disputes.assign({
			...{ disputeId, question: 'Quel prix ?' },
			...{ resolverEmail: at('karim'), resolverName: 'Karim' }
		});
		await story.wake();
	}
	const asks = async (body: string) => {
		await desk.disputes.post({
			...{ disputeId, audience: 'customer' as const, body },
			...{ needsReply: true, idempotencyKey: body }
		});
		await story.wake();
	};
	await asks('Une photo du bon ?');
	const question = story.mails(at('ana')).at(-1)!;
	/** Answers the mail that asked him. */
	const written = (mail: Partial<Written> = {}) =>
		rawMail({
			...{ from: at('ana'), to: addressIn(question), text: 'La voici, bonne journée.' },
			...mail
		});
	const answers = (mail: Partial<Written> = {}) =>
		arrive({} as never, written(mail), { organisation: slug });
	const isKept = () => receiveMail(inside, { bytes: written(), recipient: '' });
	const lands = () => settleKept(inside);
	const { code } = customer;
	return {
		slug,
		desk,
		portal,
		reference,
		disputeId,
		invoiceId: invoice.id,
		code,
		answers,
		isKept,
		lands,
		asks
	};
}

const addressIn = ({ headers }: ReceivedMail): string =>
	/r\+[^@\s<>]+@[^\s<>]+/.exec(headers['reply-to']!)![0];
const reminders = () =>
	story.mails(at('ana')).filter(({ subject }) => /attendons toujours/.test(subject)).length;
const days = async (...all: string[]) => {
	for (const day of all) await story.day(`2026-${day}`);
};

type Asked = Awaited<ReturnType<typeof asked>>;
const rowOf = async ({ desk, reference }: Asked) =>
	(await desk.worklist.day({})).rows.find((row) => row.reference === reference);
const mailOf = async ({ desk }: Asked) => (await desk.inbound.list({ view: 'waiting' })).rows[0]!;
const shownTo = async ({ portal, reference }: Asked) => {
	const { status, tracker, replyBy } = await portal.disputes.show({ reference });
	return { status, replyBy, isYourTurn: tracker.yourReplyNeeded };
};

test('while his mail lies unread, every list and page of the house says that it is to be read', async () => {
	const about = await asked();
	const { desk, portal, reference } = about;
	const other = await portal.disputes.open({
		items: [{ invoiceId: about.invoiceId, claimedMinor: 1_000n }],
		...{ reasonCode: 'goods_damaged', explanation: 'Un carton était ouvert.' },
		...{ idempotencyKey: 'a second one', language: 'fr' as const }
	});
	const standing = async () => {
		const { rows } = await desk.disputes.queue({});
		const { related } = await desk.disputes.page({ reference: other.reference });
		const { openDisputes } = await desk.customers.page({ code: about.code });
		const merge = await desk.disputes.mergePlan({
			...{ reference: other.reference, from: reference }
		});
		return [rows, related, openDisputes, [merge.from]].map(
			(list) => list.find((one) => one.reference === reference)?.isHeard
		);
	};
	expect(await standing()).toEqual([false, false, false, false]);
	await days('03-09');
	await about.answers({ vouched: false });
	expect(await standing()).toEqual([true, true, true, true]);
});

test.each([
	['nobody vouches for', { vouched: false }],
	['a colleague who is not on the case wrote', { from: 'luc@elsewhere.test' }]
])(
	'whoever answered by a mail %s is neither reminded nor called silent while nobody has read it',
	async (_, mail) => {
		const about = await asked();
		await days('03-09');
		await about.answers(mail);
		expect(await mailOf(about)).toMatchObject({ holdsAnswer: true });
		await days('03-11', '03-18', '03-26');
		expect(reminders()).toBe(0);
		expect((await rowOf(about))?.kind).not.toBe('silent');
		expect(await shownTo(about)).toEqual({
			...{ status: 'in_progress', replyBy: null, isYourTurn: false }
		});
		const account = await about.portal.customers.account({});
		expect([account.yourTurn, account.cases[0]!.status]).toEqual([[], 'in_progress']);
	},
	120_000
);

test('read and found to say nothing of it, the question is open again', async () => {
	const about = await asked();
	await days('03-09');
	await about.answers({ vouched: false });
	await days('03-11');
	const { mailId } = await mailOf(about);
	await about.desk.inbound.done({ mailId, note: 'Absence du bureau' });
	await days('03-12');
	expect(reminders()).toBe(0);
	expect(await shownTo(about)).toEqual({
		...{ status: 'waiting_customer', replyBy: '2026-04-01', isYourTurn: true }
	});
	await days('03-18');
	expect(reminders()).toBe(1);
	await days('03-25', '04-01');
	expect([reminders(), await rowOf(about)]).toEqual([2, undefined]);
	await days('04-02');
	expect((await rowOf(about))?.kind).toBe('silent');
}, 120_000);

test('a mail of an absence that was read late takes none of the time he has to answer', async () => {
	const about = await asked();
	await days('03-09');
	await about.answers({ vouched: false });
	await days('03-26');
	const { mailId } = await mailOf(about);
	await about.desk.inbound.done({ mailId, note: 'Absence du bureau' });
	expect([reminders(), await rowOf(about)]).toEqual([0, undefined]);
	expect((await shownTo(about)).replyBy).toBe('2026-04-17');
	await days('04-02', '04-10');
	expect(reminders()).toBe(2);
}, 120_000);

test('a mail that came before he was asked answers nothing: he reads the question, and is reminded of it', async () => {
	const about = await asked();
	await days('03-09');
	await about.answers({ vouched: false, from: 'luc@elsewhere.test' });
	await days('03-10');
	await about.asks('Combien de cartons sont cassés ?');
	expect(await about.portal.disputes.show({ reference: about.reference })).toMatchObject({
		...{ status: 'waiting_customer', replyBy: '2026-03-31', heardOn: null },
		question: 'Combien de cartons sont cassés ?'
	});
	expect((await mailOf(about)).holdsAnswer).toBe(false);
	await days('03-17');
	expect(reminders()).toBe(1);
	await days('04-01');
	expect((await rowOf(about))?.kind).toBe('silent');
}, 120_000);

test('while a mail that may answer it is unread, the question stays on his page', async () => {
	const about = await asked();
	await days('03-09');
	await about.answers({ vouched: false });
	expect(await about.portal.disputes.show({ reference: about.reference })).toMatchObject({
		...{ heardOn: '2026-03-09', question: 'Une photo du bon ?', replyBy: null }
	});
}, 120_000);

test('a reminder that could not leave does not leave once an answer has come by mail', async () => {
	const about = await asked();
	story.smtp.mood = 'later';
	await days('03-11');
	await about.answers({ vouched: false });
	story.smtp.mood = 'accept';
	await story.day('2026-03-11', 15);
	expect(reminders()).toBe(0);
}, 120_000);

test('an answer added to its case as a note ends the wait, and the mail shows nothing of it to the customer', async () => {
	const about = await asked();
	await days('03-09');
	await about.answers({ vouched: false });
	const { mailId } = await mailOf(about);
	await about.desk.inbound.attach({ mailId, reference: about.reference });
	expect(await about.desk.disputes.page({ reference: about.reference })).toMatchObject({
		...{ status: 'in_progress', awaited: null }
	});
	await days('03-11', '03-18', '03-26');
	expect(reminders()).toBe(0);
	expect((await rowOf(about))?.kind).not.toBe('silent');
	expect(story.mails(at('ana')).some(({ text }) => text.includes('La voici'))).toBe(false);
	expect(await shownTo(about)).toMatchObject({ isYourTurn: false });
}, 120_000);

test('what a colleague was asked and answered by mail is no answer of the customer', async () => {
	const about = await asked({ asksKarim: true });
	await days('03-09');
	await about.answers({
		...{ from: at('karim'), to: addressIn(story.mails(at('karim'))[0]!), vouched: false }
	});
	const { mailId, holdsAnswer } = await mailOf(about);
	expect(holdsAnswer).toBe(false);
	await days('03-11');
	expect(reminders()).toBe(1);
	await about.desk.inbound.attach({ mailId, reference: about.reference });
	expect(await shownTo(about)).toMatchObject({ status: 'waiting_customer', isYourTurn: true });
}, 120_000);

test('from the day the mail came the time is the house’s, read or not, for its customer and at every place of the desk', async () => {
	const about = await asked();
	const { desk, portal, reference } = about;
	const promised = async () => {
		const { tracker } = await portal.disputes.show({ reference });
		return { on: tracker.answerDueOn, missedOn: tracker.missed?.on ?? null };
	};
	const atDesk = async () => {
		const page = await desk.disputes.page({ reference });
		const late = await desk.disputes.queue({ view: 'late' });
		const customer = await desk.disputes.queue({ view: 'customer' });
		return {
			...{ on: page.promisedOn, isMissed: page.isMissed, isSuspended: page.isSuspended },
			late: late.rows.map((row) => [row.reference, row.answerDueOn, row.left?.late]),
			...{ customer: customer.rows.length, counts: [late.views.late, late.views.customer] }
		};
	};
	await days('03-09');
	// Worked out while it waits.
	expect(await atDesk()).toMatchObject({
		isSuspended: true,
		late: [],
		customer: 1,
		counts: [0, 1]
	});
	await about.answers({ vouched: false });
	await days('03-11');
	const due = await promised();
	expect(due.missedOn).toBeNull();
	expect(await atDesk()).toMatchObject({ on: due.on, isSuspended: false, customer: 0 });
	expect(await rowOf(about)).toMatchObject({ kind: 'case', on: due.on });

	await days('03-20');
	expect(await promised()).toEqual({ on: due.on, missedOn: due.on });
	const missed = {
		...{ on: due.on, isMissed: true, isSuspended: false },
		...{ late: [[reference, due.on, true]], customer: 0, counts: [1, 0] }
	};
	expect(await atDesk()).toEqual(missed);
	expect(await rowOf(about)).toMatchObject({ kind: 'case', on: due.on });

	const { mailId } = await mailOf(about);
	await desk.inbound.attach({ mailId, reference });
	expect(await promised()).toEqual({ on: due.on, missedOn: due.on });
	expect(await atDesk()).toEqual(missed);
}, 180_000);

test('a mail that was no answer, once read, gives the time back to its customer', async () => {
	const about = await asked();
	const { desk, reference } = about;
	await days('03-09');
	await about.answers({ vouched: false });
	await days('03-20');
	const { mailId } = await mailOf(about);
	expect(await desk.disputes.page({ reference })).toMatchObject({ isMissed: true });
	await desk.inbound.done({ mailId, note: 'Absence du bureau' });
	expect(await desk.disputes.page({ reference })).toMatchObject({
		...{ isMissed: false, isSuspended: true }
	});
	const { rows } = await desk.disputes.queue({ view: 'late' });
	expect([rows, await rowOf(about)]).toEqual([[], undefined]);
}, 120_000);

test('a mail that came before the question ends no wait when it is added to the case', async () => {
	const about = await asked();
	await days('03-09');
	await about.answers({ vouched: false });
	await days('03-10');
	await about.asks('Combien de cartons sont cassés ?');
	const { mailId } = await mailOf(about);
	await about.desk.inbound.attach({ mailId, reference: about.reference });
	expect(await shownTo(about)).toMatchObject({ status: 'waiting_customer', isYourTurn: true });
}, 120_000);

/** The day of the house, as its customer and its colleagues read it. */
const dayOf = async ({ desk, portal, reference }: Asked) => {
	const { tracker } = await portal.disputes.show({ reference });
	const { isMissed, promisedOn } = await desk.disputes.page({ reference });
	return { missed: tracker.missed?.on ?? null, promisedOn, isMissed };
};

test.each([
	[
		'he repeats his answer on the page',
		async ({ portal, reference }: Asked) => {
			await portal.disputes.reply({
				...{ reference, body: 'Comme dit par mail : la voici.', idempotencyKey: 'by the page' }
			});
		}
	],
	[
		'a colleague goes on without reading it',
		async ({ desk, disputeId }: Asked) => {
			await desk.disputes.move({ disputeId, to: 'in_progress' });
		}
	],
	[
		'he is asked once more, and answers',
		async ({ asks, portal, reference }: Asked) => {
			await asks('Et le bon de livraison ?');
			await portal.disputes.reply({ reference, body: 'Voilà.', idempotencyKey: 'both of them' });
		}
	]
])(
	'a day missed while his mail lay unread stays missed when %s',
	async (_, goesOn) => {
		const about = await asked();
		await days('03-09');
		await about.answers({ vouched: false });
		await days('03-11', '03-20');
		const before = await dayOf(about);
		expect(before.isMissed).toBe(true);
		await goesOn(about);
		await story.wake();
		expect(await dayOf(about)).toEqual(before);
	},
	120_000
);

test('a mail of his own that came before he was asked is added, and the question waits on', async () => {
	const about = await asked();
	await days('03-09');
	await arrive(
		{} as never,
		rawMail({ from: at('ana'), to: 'compta@in.test', text: 'Bonjour, voici mon adresse.' }),
		{ organisation: about.slug }
	);
	const { mailId } = await mailOf(about);
	await days('03-10');
	await about.asks('Combien de cartons ?');
	const before = await shownTo(about);
	expect(before.isYourTurn).toBe(true);
	await about.desk.inbound.attach({ mailId, reference: about.reference });
	const { messages } = await about.portal.disputes.show({ reference: about.reference });
	expect(messages.map(({ body }) => body)).toContain('Bonjour, voici mon adresse.');
	expect(await shownTo(about)).toEqual(before);
	await days('03-17');
	expect(reminders()).toBe(1);
}, 120_000);

test('whoever answers each reminder with what is no answer comes back to the house all the same', async () => {
	const about = await asked();
	let day = '2026-03-05';
	let known = 0;
	while (day < '2026-05-20' && (await rowOf(about))?.kind !== 'silent') {
		await story.day(day);
		if (reminders() > known) {
			known = reminders();
			await about.answers({ vouched: false, text: `Je suis absente cette semaine. ${day}` });
			const { mailId } = await mailOf(about);
			await about.desk.inbound.done({ mailId, note: 'Absence' });
		}
		day = addDays(localDate(day), 1);
	}
	// Two, and once more the time of the first reading.
	expect(known).toBeLessThanOrEqual(3);
	expect(day < '2026-04-20').toBe(true);
}, 300_000);

/** Karim asks the customer, who writes; then a colleague asks him something else, and the mail is read. */
test.each([
	['nobody vouches for', { vouched: false }],
	['of his own that is about no case', { to: 'compta@in.test' }]
])(
	'a mail %s, older than the last question, reaches the colleague whose question it may answer',
	async (_, mail) => {
		const about = await asked({ asksKarim: true });
		const { resolver } = callerFor(await resolverScopeOf(linkIn(story.mails(at('karim'))[0]!)));
		await days('03-06');
		await resolver.disputes.answer({
			...{ verdict: 'need_information', asks: 'customer', handOver: 'Quelle quantité ?' },
			...{ signedName: 'Karim', explanation: '', colleague: '', idempotencyKey: uuidv7() }
		});
		await days('03-09');
		await about.answers(mail);
		await days('03-10');
		await about.asks('Combien de cartons ?');
		const { mailId } = await mailOf(about);
		const before = story.mails(at('karim')).length;
		await about.desk.inbound.attach({ mailId, reference: about.reference });
		await story.wake();
		const [told, ...more] = story.mails(at('karim')).slice(before);
		expect(told!.text).toContain('La voici, bonne journée.');
		expect(more).toEqual([]);
		expect(await shownTo(about)).toMatchObject({ status: 'waiting_customer', isYourTurn: true });
	},
	120_000
);

test('what he wrote before a colleague asked him is no answer to that colleague', async () => {
	const about = await asked({ asksKarim: true });
	const { resolver } = callerFor(await resolverScopeOf(linkIn(story.mails(at('karim'))[0]!)));
	await days('03-06');
	await about.answers({ vouched: false });
	await days('03-09');
	await resolver.disputes.answer({
		...{ verdict: 'need_information', asks: 'customer', handOver: 'Quelle quantité ?' },
		...{ signedName: 'Karim', explanation: '', colleague: '', idempotencyKey: uuidv7() }
	});
	const { mailId } = await mailOf(about);
	await story.wake();
	const before = story.mails(at('karim')).length;
	await about.desk.inbound.attach({ mailId, reference: about.reference });
	await story.wake();
	expect(story.mails(at('karim'))).toHaveLength(before);
}, 120_000);

test('beside an offer that ends sooner, an answer nobody has read leaves the time with the house', async () => {
	const about = await asked();
	const { desk, disputeId, reference } = about;
	await days('03-05');
	await desk.disputes.propose({
		...{ disputeId, kind: 'credit', amountMinor: 15_000n, text: 'La moitié.' },
		...{ validUntil: localDate('2026-03-13'), idempotencyKey: uuidv7() }
	});
	await days('03-06');
	await about.asks('Une photo du bon ?!');
	await about.answers({ vouched: false });
	expect(await mailOf(about)).toMatchObject({ holdsAnswer: true });
	expect(await about.portal.disputes.show({ reference })).toMatchObject({ heardOn: '2026-03-06' });
	expect(await desk.disputes.page({ reference })).toMatchObject({ isSuspended: false });
}, 120_000);

test('an answer that was kept before the next question, and lands after it, ends no wait of that question', async () => {
	const about = await asked();
	await days('03-09');
	await about.isKept();
	story.time('2026-03-09', 11);
	await about.asks('Combien de cartons ?');
	await about.lands();
	const { messages } = await about.portal.disputes.show({ reference: about.reference });
	expect(messages.map(({ body }) => body)).toContain('La voici, bonne journée.');
	expect(await shownTo(about)).toMatchObject({ status: 'waiting_customer', isYourTurn: true });
}, 120_000);
