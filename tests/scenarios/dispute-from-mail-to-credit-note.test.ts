import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

const CUSTOMER = 'ana@gantier.test';
const RESOLVER = 'karim@menuiserie.test';
const STAFF = 'compta@menuiserie.test';
const subjects = (who: string) => story.mails(who).map((mail) => mail.subject);
const lastTo = (who: string) => story.mails(who).at(-1)!;

async function begin() {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: STAFF });
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA', code: 'GANTIER' });
	await buildContact(inside, customer, { email: CUSTOMER, name: 'Ana Petit', role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		number: 'F-2026-007',
		dueOn: localDate('2026-03-13')
	});
	return { invoice, desk: callerFor(deskScopeOf(claire, inside)).desk };
}

test('from the mail that announces the due date to the credit note and the next reminder', async () => {
	const { invoice, desk } = await begin();

	// Ten days before the due date the customer is told, and disagrees with 200 of 1,000 euros.
	await story.day('2026-03-03');
	expect(lastTo(CUSTOMER).text).toMatch(/1\s000,00\s€/);
	const portal = callerFor(await portalScopeOf(linkIn(lastTo(CUSTOMER)))).portal;
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: 'one dispute',
		language: 'fr'
	});
	await story.wake();
	expect(lastTo(CUSTOMER).subject).toContain(reference);
	expect(lastTo(STAFF).text).toContain(reference);

	// Staff asks a colleague, who has no account.
	await desk.disputes.assign({
		disputeId,
		resolverEmail: RESOLVER,
		resolverName: 'Karim Benali',
		question: 'Quel prix a été promis ?'
	});
	await story.wake();
	const request = lastTo(RESOLVER);
	expect(request.text).toContain('Quel prix a été promis ?');
	expect(request.text).toContain('Le prix convenu était plus bas.');

	// Two days later he answers from the mail.
	await story.day('2026-03-05');
	const door = callerFor(await resolverScopeOf(linkIn(request))).resolver.disputes;
	await door.answer({
		verdict: 'partly',
		acceptedMinor: 15_000n,
		explanation: 'Remise oubliée sur une ligne.',
		signedName: 'Karim Benali',
		idempotencyKey: 'one answer'
	});
	await story.wake();
	expect(lastTo(STAFF).text).toContain('Remise oubliée');

	// Staff decides; the customer learns what and why.
	await story.day('2026-03-06');
	await desk.disputes.decide({
		disputeId,
		verdict: 'partly_valid',
		outcome: 'credit_partial',
		acceptedMinor: 15_000n,
		explanation: 'Nous avions oublié votre remise.'
	});
	await story.wake();
	expect(lastTo(CUSTOMER).text).toMatch(/150,00\s€/);
	expect(lastTo(CUSTOMER).text).toContain('Nous avions oublié votre remise.');

	// The credit note settles its part and the case is closed.
	await story.day('2026-03-10');
	const closed = await desk.disputes.resolve({ disputeId, creditNoteNumber: 'AV-2026-001' });
	expect(closed).toEqual({
		quietUntil: '2026-03-17',
		nextMessageOn: '2026-03-18',
		stillDueMinor: 85_000n
	});
	await story.wake();
	expect(lastTo(CUSTOMER).text).toContain('AV-2026-001');
	expect(lastTo(CUSTOMER).text).toMatch(/850,00\s€/);
	const told = subjects(CUSTOMER).length;

	// The invoice falls due inside the quiet days: what nobody contested is asked for, as it was all along.
	for (const day of ['2026-03-13', '2026-03-16', '2026-03-17']) await story.day(day);
	expect(subjects(CUSTOMER)).toHaveLength(told + 1);
	expect(lastTo(CUSTOMER).text).toMatch(/800,00\s€/);
	expect(lastTo(CUSTOMER).text).toMatch(/50,00\s€ non demandés pour l’instant/);

	// Afterwards the rest, and only the rest, with it.
	await story.day(closed.nextMessageOn);
	expect(subjects(CUSTOMER)).toHaveLength(told + 1);
	await story.day('2026-03-23');
	expect(subjects(CUSTOMER)).toHaveLength(told + 2);
	expect(lastTo(CUSTOMER).text).toMatch(/850,00\s€/);
	expect(lastTo(CUSTOMER).text).not.toMatch(/1\s000,00\s€/);

	// What the customer follows is at its end, and no mail carried the word of another.
	const page = await desk.disputes.page({ reference });
	expect(page.steps.map((step) => step.toStatus)).toEqual([
		'submitted',
		'assigned',
		'in_progress',
		'decided',
		'resolved'
	]);
	expect(await portal.disputes.show({ reference })).toMatchObject({ reference });
});
