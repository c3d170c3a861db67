import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

async function debtor(email: string) {
	const inside = await buildOrganisation({
		name: 'Menuiserie Dupont',
		email: `staff-of-${email.split('@')[0]}@menuiserie.test`
	});
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, { email, role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-02')
	});
	return { invoice, customer, staff: callerFor(deskScopeOf(collector, inside)).desk };
}

const subjects = (to: string) => story.mails(to).map(({ subject }) => subject);

test('a promise made from the button of the mail stops the reminder, and broken it resumes one step higher', async () => {
	const email = 'promise@petit.test';
	const { invoice, customer, staff } = await debtor(email);
	await story.day('2026-03-04');
	const [reminder] = story.mails(email);
	// With one invoice the button opens with it chosen.
	expect(reminder!.text).toContain(`${linkIn(reminder!)}/promise?invoice=${invoice.id}`);
	expect(reminder!.text).toContain(`${linkIn(reminder!)}/pay?invoice=${invoice.id}`);
	expect(reminder!.text).toContain(`${linkIn(reminder!)}/message?about=wrong_person`);

	story.time('2026-03-05');
	const { portal } = callerFor(await portalScopeOf(linkIn(reminder!)));
	await portal.promises.make({
		invoiceIds: [invoice.id],
		days: [localDate('2026-03-06'), localDate('2026-03-11')],
		language: 'fr',
		idempotencyKey: 'from-the-mail'
	});
	await story.wake();
	expect(subjects(email)[1]).toContain('Votre promesse de paiement');
	const told = story.mails(email)[1]!.text.replaceAll(/\s+/g, ' ');
	expect(told).toContain('C’est accepté, chaque versement à son jour.');
	expect(told).toContain(
		'500,00 € au plus tard le mercredi 11 mars, sans relance jusqu’au vendredi 13 mars inclus.'
	);
	// The reminder of the 12th does not leave: the first payment is awaited until the 10th, the second until the 13th.
	for (const day of ['2026-03-09', '2026-03-10']) await story.day(day);
	expect(subjects(email)).toHaveLength(2);
	// Half of it was not paid in time: asked for again, and only that half.
	const { promises } = await staff.promises.ofCustomer({ customerId: customer.id });
	expect(promises.map(({ dueOn, standing }) => [dueOn, standing]).sort()).toEqual([
		['2026-03-06', 'open'],
		['2026-03-11', 'open']
	]);
	await story.day('2026-03-16');
	const after = await staff.promises.ofCustomer({ customerId: customer.id });
	expect(after.promises.map(({ standing }) => standing)).toEqual(['broken', 'broken']);
	const waiting = (await staff.dunning.toConfirm()).filter(
		({ customerId }) => customerId === customer.id
	);
	expect(waiting).toMatchObject([{ stepKey: 'call' }]);
	expect((await portal.customers.account()).overdue).toEqual([
		{ minor: 100_000n, currency: 'EUR' }
	]);
});

test('"I have paid" holds the reminder for its days, and not a day longer', async () => {
	const email = 'paid@petit.test';
	const { invoice } = await debtor(email);
	await story.day('2026-03-04');
	const [reminder] = story.mails(email);
	story.time('2026-03-05');
	const { portal } = callerFor(await portalScopeOf(linkIn(reminder!)));
	const { claimId } = await portal.payments.claim({
		invoiceIds: [invoice.id],
		paidOn: localDate('2026-03-04'),
		amountMinor: 100_000n,
		currency: 'EUR',
		language: 'fr',
		idempotencyKey: 'claim-from-mail'
	});
	expect((await portal.payments.claimed({ claimId })).untilOn).toBe('2026-03-12');
	// The reminder was due on the 12th: the last day of the pause.
	await story.day('2026-03-12');
	expect(subjects(email)).toHaveLength(2);
	await story.day('2026-03-13');
	expect(subjects(email)).toHaveLength(3);
});

test('not found, the reminder leaves the same day', async () => {
	const email = 'lost@petit.test';
	const { invoice, staff } = await debtor(email);
	await story.day('2026-03-04');
	story.time('2026-03-11');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(email)[0]!)));
	const { claimId } = await portal.payments.claim({
		invoiceIds: [invoice.id],
		paidOn: localDate('2026-03-10'),
		amountMinor: 100_000n,
		currency: 'EUR',
		language: 'fr',
		idempotencyKey: 'claim-not-found'
	});
	story.time('2026-03-12', 9);
	await staff.payments.answerClaim({ claimId, verdict: 'not_found', note: 'Rien reçu' });
	await story.day('2026-03-12');
	expect(subjects(email).some((subject) => subject.includes('Nous ne retrouvons pas'))).toBe(true);
	expect(subjects(email)).toHaveLength(4);
});

test('found, no reminder leaves before the import brings it, long after the pause', async () => {
	const email = 'found@petit.test';
	const { invoice, staff } = await debtor(email);
	await story.day('2026-03-04');
	story.time('2026-03-05');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(email)[0]!)));
	const { claimId } = await portal.payments.claim({
		invoiceIds: [invoice.id],
		paidOn: localDate('2026-03-04'),
		amountMinor: 100_000n,
		currency: 'EUR',
		language: 'fr',
		idempotencyKey: 'claim-found'
	});
	story.time('2026-03-06', 9);
	await staff.payments.answerClaim({ claimId, verdict: 'found', note: '' });
	for (const day of ['2026-03-12', '2026-03-13', '2026-03-16', '2026-03-20']) await story.day(day);
	expect(subjects(email).slice(1)).toEqual([
		expect.stringContaining('Nous cherchons votre paiement'),
		expect.stringContaining('est retrouvé')
	]);
});
