import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { replayDay } from '$lib/server/dunning/replay-day';
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

async function company(name: string, email: string) {
	const inside = await buildOrganisation({ name, email: `compta@${email.split('@')[1]}` });
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA' });
	await buildContact(inside, customer, { email, name: 'Ana Petit', role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		number: 'F-2026-001',
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-02')
	});
	await story.day('2026-03-04');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(email).at(-1)!)));
	const said = (claimedMinor: bigint, explanation: string) => ({
		items: [{ invoiceId: invoice.id, claimedMinor }],
		reasonCode: 'price_unit',
		explanation,
		idempotencyKey: `${explanation} ${claimedMinor}`
	});
	const { reference, disputeId } = await portal.disputes.open({
		...said(20_000n, 'Le prix convenu était plus bas.'),
		language: 'fr'
	});
	await story.wake();
	const amend = (claimedMinor: bigint) =>
		portal.disputes.amend({ ...said(claimedMinor, 'Vérifié avec le chantier.'), reference });
	const staff = callerFor(deskScopeOf(collector, inside)).desk;
	return { inside, customer, portal, staff, reference, disputeId, amend };
}

test('said to be less, the difference is asked for by the next reminder; both sides read what changed', async () => {
	const email = 'ana@moins.test';
	const { reference, amend, portal, inside, customer } = await company('Menuiserie Moins', email);
	await story.day('2026-03-05');
	await story.day('2026-03-06');
	await amend(5_000n);
	await story.wake();
	const told = story.mails(email).at(-1)!;
	expect(told.subject).toContain('modifiée');
	expect(told.text).toMatch(/200,00\s€ → 50,00\s€/);
	expect(story.mails('compta@moins.test').at(-1)!.text).toMatch(/200,00\s€ → 50,00\s€/);

	await story.day('2026-03-12');
	const reminder = story.mails(email).findLast(({ subject }) => !/LIT-/.test(subject))!;
	expect(reminder.text).toMatch(/950,00\s€/);
	expect(reminder.text).toContain(reference);
	const { claimed, stillDue } = await portal.disputes.show({ reference });
	expect([claimed.minor, stillDue.minor]).toEqual([5_000n, 95_000n]);

	// The day before the amendment is still the day on which 200 were contested.
	const past = await unitOfWork(inside, (unit) =>
		replayDay(unit, customer.id, localDate('2026-03-05'))
	);
	expect(past).toMatchObject({
		isAsRecorded: true,
		then: { disputed: [{ minor: 20_000n }], collectible: [{ minor: 80_000n }] }
	});
});

test('said to be more, the next reminder asks for less; once somebody begins, a message is what is left', async () => {
	const email = 'ana@plus.test';
	const { reference, disputeId, amend, portal, staff } = await company('Menuiserie Plus', email);
	await amend(60_000n);
	await story.day('2026-03-12');
	expect(story.mails(email).at(-1)!.text).toMatch(/400,00\s€/);

	await staff.disputes.assign({
		disputeId,
		resolverEmail: 'karim@plus.test',
		resolverName: 'Karim',
		question: ''
	});
	await story.wake();
	const asked = story.mails('karim@plus.test').at(-1)!;
	expect(asked.text).toMatch(/600,00\s€/);
	expect(asked.text).not.toMatch(/200,00\s€/);
	await expect(amend(10_000n)).rejects.toThrow('case_begun');
	await portal.disputes.reply({
		reference,
		body: 'Je conteste seulement 100 euros.',
		idempotencyKey: 'instead of an amendment'
	});
	const page = await staff.disputes.page({ reference });
	expect(page.messages.map(({ body }) => body)).toContain('Je conteste seulement 100 euros.');
	expect(page.claimed.minor).toBe(60_000n);
});
