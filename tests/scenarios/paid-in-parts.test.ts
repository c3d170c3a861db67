import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildPayment,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();
const EMAIL = 'ana@petit.test';

async function debtor() {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, { email: EMAIL, role: 'collections', name: 'Ana Petit' });
	const invoice = await buildInvoice(inside, customer, {
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-02')
	});
	return { inside, customer, invoice, staff: callerFor(deskScopeOf(collector, inside)).desk };
}

/** Reminders, by the words of their subjects: not the mails about the case. */
const reminders = () =>
	story.mails(EMAIL).filter(({ subject }) => !/contestation/i.test(subject)).length;

test('a dispute ends with a plan: each payment holds its sum until its day, a broken one is chased again', async () => {
	const { inside, customer, invoice, staff } = await debtor();
	await story.day('2026-03-04');
	const [reminder] = story.mails(EMAIL);
	story.time('2026-03-05');
	const { portal } = callerFor(await portalScopeOf(linkIn(reminder!)));
	const opened = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 100_000n }],
		reasonCode: 'other',
		explanation: 'Nous ne pouvons pas tout payer maintenant.',
		requestedOutcome: 'OTH',
		language: 'fr',
		idempotencyKey: 'from-the-mail'
	} as never);
	const { id, version } = await staff.disputes.page({ reference: opened.reference });
	await staff.disputes.propose({
		disputeId: id,
		kind: 'instalments',
		covers: 'disputed',
		parts: [
			{ dueOn: localDate('2026-03-18'), amountMinor: 40_000n },
			{ dueOn: localDate('2026-03-31'), amountMinor: 60_000n }
		],
		text: 'En deux fois.',
		validUntil: localDate('2026-03-17'),
		idempotencyKey: 'offer-in-parts',
		seen: version
	});
	await story.wake();
	const offered = story.mails(EMAIL).at(-1)!;
	expect(offered.text).toContain(`/disputes/${opened.reference}/proposal`);

	story.time('2026-03-06');
	const shown = (await portal.disputes.proposal({
		reference: opened.reference,
		language: 'fr'
	}))!;
	await portal.disputes.answerProposal({
		reference: opened.reference,
		proposalId: shown.id,
		verdict: 'accepted',
		signedName: 'Ana Petit',
		language: 'fr',
		shownSha256: shown.shownSha256,
		idempotencyKey: 'yes-to-parts'
	});
	await story.wake();
	// One letter, with the words that were accepted.
	expect(story.mails(EMAIL).at(-1)!.text).toContain('400,00');
	const standings = async () =>
		(await staff.promises.ofCustomer({ customerId: customer.id })).promises
			.map(({ dueOn, standing }) => [dueOn, standing])
			.sort();
	expect(await standings()).toEqual([
		['2026-03-18', 'open'],
		['2026-03-31', 'open']
	]);

	// The reminder was due on the 12th, and the quiet period of the case is over on the 13th.
	for (const day of ['2026-03-12', '2026-03-16', '2026-03-17']) await story.day(day);
	expect(reminders()).toBe(1);

	// The first payment arrives; nothing is chased before the day of the second.
	await story.day('2026-03-18');
	await buildPayment(inside, invoice, 40_000n);
	for (const day of ['2026-03-23', '2026-03-30', '2026-04-02']) await story.day(day);
	expect(reminders()).toBe(1);
	expect(await standings()).toEqual([
		['2026-03-18', 'kept'],
		['2026-03-31', 'open']
	]);

	// Two working days of grace after the 31st, then its part goes back to the scenario.
	await story.day('2026-04-03');
	expect(await standings()).toEqual([
		['2026-03-18', 'kept'],
		['2026-03-31', 'broken']
	]);
	const waiting = (await staff.dunning.toConfirm()).filter(
		({ customerId }) => customerId === customer.id
	);
	expect(waiting.map(({ stepKey }) => stepKey)).not.toEqual([]);
	expect((await portal.customers.account()).overdue).toEqual([{ minor: 60_000n, currency: 'EUR' }]);
});
