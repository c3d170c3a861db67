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

/** Each story has its own house. */
let houses = 0;
const at = (who: string) => `${who}@house${houses}.test`;
const subjects = (who: string) => story.mails(at(who)).map(({ subject }) => subject);

async function begun() {
	houses++;
	const inside = await buildOrganisation({
		name: 'Menuiserie Dupont',
		email: at('compta')
	});
	const claire = await buildUser(inside, {
		role: 'collector',
		name: 'Claire Morel',
		email: at('claire')
	});
	const admin = await buildUser(inside, { role: 'admin', name: 'Nadia' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA', code: 'GANTIER' });
	await buildContact(inside, customer, {
		email: at('ana'),
		name: 'Ana Petit',
		role: 'collections'
	});
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	const { desk } = callerFor(deskScopeOf(claire, inside));
	await callerFor(deskScopeOf(admin, inside)).desk.settings.nameTeamHead({
		...{ key: 'sales', headName: 'Sonia Haddad', headEmail: at('sonia'), headLanguage: 'en' }
	});
	await story.day('2026-03-03');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(at('ana')).at(-1)!)));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey: 'one dispute',
		language: 'fr'
	});
	await desk.disputes.assign({
		...{ disputeId, resolverEmail: at('karim'), resolverName: 'Karim' },
		question: 'Quel prix ?'
	});
	await story.wake();
	const { assignment } = await desk.disputes.page({ reference });
	return { desk, portal, reference, disputeId, dueOn: assignment!.dueOn };
}

test('whoever was asked is chased like a customer, then with the head of his team, until one of them answers', async () => {
	const { desk, reference, dueOn } = await begun();
	// Asked on a Tuesday, he answers by Friday.
	expect(dueOn).toBe('2026-03-06');
	const asked = subjects('karim').length;

	await story.day('2026-03-04');
	expect(subjects('karim')).toHaveLength(asked);
	await story.day('2026-03-05');
	await story.wake();
	expect(subjects('karim').slice(asked)).toEqual([expect.stringMatching(/^Rappel\s: /)]);
	// On the day itself and on the days off nobody writes.
	for (const day of ['2026-03-06', '2026-03-07', '2026-03-08']) await story.day(day);
	expect(subjects('karim')).toHaveLength(asked + 1);

	await story.day('2026-03-09');
	expect(subjects('karim').at(-1)).toMatch(/^En retard\s: /);
	expect(story.mails(at('karim')).at(-1)!.text).toContain('200,00');
	expect(subjects('sonia')).toEqual([]);
	await story.day('2026-03-10');
	await story.day('2026-03-11');
	expect(subjects('sonia')).toEqual([expect.stringMatching(/^Karim has not answered: /)]);
	expect(subjects('karim')).toHaveLength(asked + 3);
	expect(subjects('compta').at(-1)).toContain('toujours pas de réponse');
	// Three weeks without the engine: one step, not all of them.
	await story.day('2026-03-31');
	await story.wake();
	expect(subjects('sonia')).toHaveLength(2);
	const page = await desk.disputes.page({ reference });
	expect(page.followUps.map(({ kind }) => kind)).toEqual([
		...['due_soon', 'overdue', 'manager', 'manager']
	]);

	// She answers in his place, under her own name, by the link of her mail.
	const head = callerFor(await resolverScopeOf(linkIn(story.mails(at('sonia')).at(-1)!)));
	await head.resolver.disputes.answer({
		...{ verdict: 'customer_right', explanation: 'Le prix convenu était le bon.' },
		...{ signedName: 'Sonia Haddad', idempotencyKey: 'answer of the head' }
	});
	const before = [subjects('karim').length, subjects('sonia').length];
	for (const day of ['2026-04-01', '2026-04-09', '2026-04-20']) await story.day(day);
	expect([subjects('karim').length, subjects('sonia').length]).toEqual(before);
});

test('while the customer is waited for nobody inside is chased, and what he waited is given back', async () => {
	const { desk, portal, reference, disputeId } = await begun();
	await desk.disputes.post({
		...{ disputeId, audience: 'customer', body: 'Une photo ?' },
		...{ needsReply: true, idempotencyKey: 'one question' }
	});
	const asked = subjects('karim').length;
	for (const day of ['2026-03-05', '2026-03-09', '2026-03-11']) await story.day(day);
	expect(subjects('karim')).toHaveLength(asked);
	await portal.disputes.reply({
		...{ reference, body: 'La voici.', idempotencyKey: 'one reply', files: [] }
	});
	await story.day('2026-03-12');
	expect(subjects('karim')).toHaveLength(asked);
	await story.day('2026-03-13');
	expect(subjects('karim').slice(asked)).toEqual([expect.stringMatching(/^Rappel\s: /)]);
});

test('another house, another team: nobody named is only told to the collector; asked anew, the old question is not chased', async () => {
	const { desk, disputeId } = await begun();
	await desk.disputes.assign({
		...{ disputeId, resolverEmail: at('ines'), resolverName: 'Ines', question: '' }
	});
	const karim = subjects('karim').length;
	for (const day of ['2026-03-05', '2026-03-09', '2026-03-11']) await story.day(day);
	expect(subjects('karim')).toHaveLength(karim);
	expect(subjects('ines').length).toBeGreaterThan(2);
});
