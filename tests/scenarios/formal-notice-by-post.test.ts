import { expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { usual } from '$lib/domain/dunning/scenario-steps.testing';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory();

async function live(from: string, to: string): Promise<void> {
	for (let day = localDate(from); day <= to; day = addDays(day, 1)) await story.day(day);
}

const WORDS = {
	fr: {
		subject: 'Mise en demeure de payer #total_echu',
		body: 'Madame, Monsieur,\n\nMalgré nos relances, #total_echu restent impayés.',
		closing: 'Le service recouvrement,\n#creancier'
	},
	en: {
		subject: 'Formal notice to pay #total_overdue',
		body: 'Dear Sir or Madam,\n\n#total_overdue are unpaid.',
		closing: '#creditor'
	}
};

test('a formal notice at thirty days is confirmed, printed, posted, proved, and nobody is chased twice', async () => {
	story.time('2026-03-02');
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const officer = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const { dunning, letters, scenarios, templates } = callerFor(deskScopeOf(officer, inside)).desk;

	// Claire has words of her own for it, and sends it registered.
	const { key } = await templates.create({ name: 'Mise en demeure' });
	await templates.publish({ key, tone: 'neutral', ...WORDS });
	const { scenarioId } = await scenarios.create({ name: 'Recommandé', like: 'empty' });
	const seen = async () => (await scenarios.draft({ scenarioId })).draft!.seen;
	const steps = [
		usual('reminder'),
		usual('formal_notice', { channel: 'registered_letter', template: key }),
		usual('legal')
	];
	await scenarios.saveDraft({ scenarioId, seen: await seen(), steps: steps as never });
	await scenarios.publish({ scenarioId, seen: await seen(), note: '' });
	await scenarios.chooseForEverybody({ scenarioId });

	const customer = await buildCustomer(inside, {
		name: 'Gantier SA',
		address: '4 quai de Saône\n69002 Lyon'
	});
	await buildContact(inside, customer, { email: 'paul@gantier.test', role: 'collections' });
	await buildInvoice(inside, customer, {
		number: 'F-2026-001',
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-03')
	});
	const told = async () =>
		(await dunning.ofCustomer({ customerId: customer.id })).rows
			.map(({ stepKey, channel, status }) => `${stepKey} ${channel} ${status}`)
			.reverse();

	// The reminder leaves by itself; thirty days late, 2 April, the letter waits for Claire.
	await live('2026-03-12', '2026-04-02');
	expect(await told()).toEqual([
		'reminder email sent',
		'formal_notice registered_letter to_confirm'
	]);
	const [waiting] = await dunning.toConfirm();
	const { noticeId } = waiting!;
	const before = await dunning.notice({ noticeId });
	expect(before.wording?.subject).toBe('Mise en demeure de payer 1\u00a0000,00\u00a0€');
	expect(before.written).toBeNull();
	await dunning.confirm({ noticeId });

	// The words are those of that day, whatever is published afterwards.
	await templates.publish({
		key,
		tone: 'neutral',
		...WORDS,
		fr: { ...WORDS.fr, subject: 'Autre chose' }
	});
	expect((await dunning.notice({ noticeId })).wording).toEqual(before.wording);

	const [letter] = (await letters.list({ state: 'to_print' })).rows;
	expect(letter).toMatchObject({ customerName: 'Gantier SA', registered: true, late: false });
	const { runId, letterId } = letter!;
	expect(await letters.print({ runId, sides: 'one' })).toMatchObject({ letters: 1, pages: 1 });
	expect(await letters.print({ runId, sides: 'one' })).toBeNull();

	// Printed and forgotten over the Easter weekend: pointed out on the second working day.
	await live('2026-04-03', '2026-04-06');
	expect(await letters.late()).toEqual({ count: 0, refused: 0, since: null });
	await live('2026-04-07', '2026-04-07');
	expect(await letters.late()).toEqual({ count: 1, refused: 0, since: '2026-04-02' });
	await letters.post({ letterIds: [letterId], on: '2026-04-07' });
	await letters.track({ letterId, trackingNumber: '1A 123 456 7890 1' });
	expect(await letters.late()).toEqual({ count: 0, refused: 0, since: null });

	await live('2026-04-08', '2026-04-09');
	const bytes = new TextEncoder().encode('%PDF-1.7 avis de réception signé');
	await letters.prove({ letterId, files: [{ name: 'avis.pdf', bytes }] });
	expect((await letters.page({ letterId })).history.map(({ what }) => what)).toEqual([
		'proved',
		'tracked',
		'posted',
		'printed',
		'written'
	]);

	// Nothing more is said before the file goes to the lawyers, and that waits for a person again.
	await live('2026-04-10', '2026-04-17');
	expect(await told()).toEqual([
		'reminder email sent',
		'formal_notice registered_letter done',
		'legal call to_confirm'
	]);
	expect(story.mails('paul@gantier.test')).toHaveLength(1);
}, 120_000);
