import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { caseStepWords } from '$lib/i18n/statement-words';
import { unitOfWork } from '$lib/server/db/client';
import { statementFacts } from '$lib/server/statement/facts';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { asOwner } from '../support/database';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

const ANA = 'ana@gantier.test';
const KARIM = 'karim@menuiserie.test';
const FILTER = {
	view: 'open',
	sort: 'due',
	q: '',
	reason: '',
	category: '',
	customer: ''
} as const;

test('a question stops the clock, the reply starts it again, and opening again begins a new time', async () => {
	const inside = await buildOrganisation({
		name: 'Menuiserie Dupont',
		email: 'compta@menuiserie.test'
	});
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA', code: 'GANTIER' });
	await buildContact(inside, customer, { email: ANA, name: 'Ana Petit', role: 'collections' });
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	const { desk } = callerFor(deskScopeOf(claire, inside));
	await story.day('2026-03-03');

	/** What each side reads today. */
	async function read() {
		const scope = await portalScopeOf(linkIn(story.mails(ANA).at(-1)!));
		const { portal } = callerFor(scope);
		const { tracker } = await portal.disputes.show({ reference });
		const { cases } = await portal.customers.account();
		const statement = await unitOfWork(scope, statementFacts);
		const page = await desk.disputes.page({ reference });
		const queue = await desk.disputes.queue({ ...FILTER, page: 1 });
		const late = await desk.disputes.queue({ ...FILTER, view: 'late', page: 1 });
		const days = [tracker.answerDueOn, cases[0]!.answerDueOn, page.promisedOn];
		return {
			day: new Set(days).size === 1 ? days[0] : days,
			suspended: tracker.suspended?.newOn ?? null,
			missed: [tracker.missed?.on ?? null, cases[0]!.isMissed && !isQuiet(cases[0]!.status)],
			words: statement.cases.map(caseStepWords)[0] ?? '',
			desk: [page.isMissed, late.rows.length > 0, queue.rows[0]?.left?.daysLeft ?? null],
			resolver: page.assignment?.dueOn
		};
	}
	const isQuiet = (status: string) => ['waiting_customer', 'decided', 'resolved'].includes(status);

	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(ANA).at(-1)!)));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: 'one dispute',
		language: 'fr'
	});
	await desk.disputes.assign({
		disputeId,
		resolverEmail: KARIM,
		resolverName: 'Karim',
		question: ''
	});
	await story.wake();
	const asked = await read();
	expect(asked).toMatchObject({ suspended: null, missed: [null, false] });
	expect(asked).toMatchObject({ day: FIRST, resolver: KARIMS });
	expect(asked.desk).toEqual([false, false, 4]);

	await story.day('2026-03-05');
	await desk.disputes.post({
		disputeId,
		audience: 'customer',
		needsReply: true,
		body: 'Une photo ?',
		idempotencyKey: 'question'
	});
	await story.wake();
	// Replied to at once, it is the day it was: that is no new one.
	expect(await read()).toMatchObject({ day: FIRST, suspended: null });

	// A week of silence: nobody is late, and the day moves with each of ours.
	await story.day('2026-03-12');
	expect(await read()).toMatchObject({
		...{ day: '2026-03-16', suspended: '2026-03-16', resolver: '2026-03-13' },
		...{ missed: [null, false], desk: [false, false, null] }
	});

	await portal.disputes.reply({ reference, body: 'La voici.', idempotencyKey: 'one reply' });
	await story.wake();
	const replied = await read();
	expect(replied).toMatchObject({
		...{ day: '2026-03-16', suspended: null, resolver: '2026-03-13' },
		...{ missed: [null, false], desk: [false, false, 2] }
	});
	expect(replied.words).toContain('16');
	const { assignedLink } = await linkOfKarim();
	expect((await assignedLink.resolver.disputes.page()).dueOn).toBe('2026-03-13');

	// A day too late, everybody says so: the list and the statement promise nothing that has gone by.
	await story.day('2026-03-17');
	const late = await read();
	expect(late).toMatchObject({ missed: ['2026-03-16', true], desk: [true, true, 0] });
	expect(late.words).not.toBe(replied.words);

	await story.time('2026-03-16', 15);
	await desk.disputes.decide({
		disputeId,
		verdict: 'invalid',
		outcome: 'no_action',
		explanation: 'Le prix est celui de la commande.'
	});
	await desk.disputes.resolve({ disputeId });
	await story.wake();
	await story.day('2026-04-20');
	expect(await read()).toMatchObject({ missed: [null, false], desk: [false, false, null] });

	// Long after its end: this house goes on with a case for sixty days.
	await asOwner('update organisation set reopen_days = 60');
	await desk.disputes.reopen({ disputeId, note: 'Un point reste ouvert.' });
	await story.wake();
	expect(await read()).toMatchObject({
		...{ day: '2026-04-24', suspended: null },
		...{ missed: [null, false], desk: [false, false, 4] }
	});
	const { text } = story.mails(ANA).at(-1)!;
	expect(text).toContain('24 avril');

	await story.day('2026-04-27');
	expect(await read()).toMatchObject({
		...{ missed: ['2026-04-24', true], desk: [true, true, 0] }
	});

	async function linkOfKarim() {
		const link = linkIn(story.mails(KARIM).at(-1)!);
		return { assignedLink: callerFor(await resolverScopeOf(link)) };
	}
});

/** Four working days from Tuesday 3 March. */
const FIRST = '2026-03-09';
/** One of them is kept to decide. */
const KARIMS = '2026-03-06';
