import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { SystemScope } from '$lib/server/auth/scope';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildPayment,
	buildUser
} from '../support/factories';
import { followScenario } from '../support/scenario';
import { callerFor, deskScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

async function debtor(inside: SystemScope, name: string) {
	const customer = await buildCustomer(inside, { name });
	const email = `${name.toLowerCase()}@debtor.test`;
	await buildContact(inside, customer, { email, name: `Compta ${name}` });
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-02') });
	return { name, email, invoice };
}

test('reminders wait, one is said in other words, all are approved together: the mails say so, whoever paid meanwhile gets none', async () => {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const { review, dunning } = callerFor(deskScopeOf(claire, inside)).desk;
	await followScenario(inside, { automatic: false });
	const petit = await debtor(inside, 'Petit');
	const roux = await debtor(inside, 'Roux');
	const blanc = await debtor(inside, 'Blanc');

	await story.day('2026-03-04');
	expect([petit, roux, blanc].flatMap(({ email }) => story.mails(email))).toEqual([]);
	const queue = await review.queue({});
	expect(queue.rows.map(({ customerName }) => customerName).sort()).toEqual([
		'Blanc',
		'Petit',
		'Roux'
	]);

	const { noticeId } = queue.rows.find(({ customerName }) => customerName === 'Petit')!;
	const { seen, words } = await review.words({ noticeId });
	await review.reword({
		noticeId,
		seen,
		words: {
			...words!,
			subject: 'Après notre appel de ce matin',
			body: 'Bonjour,\n\nComme promis au téléphone, voici votre #lien_compte.'
		}
	});
	await buildPayment(inside, roux.invoice);
	const result = await review.decide({
		verb: 'confirm',
		chosen: { noticeIds: queue.rows.map((row) => row.noticeId) }
	});
	expect(result).toMatchObject({
		done: 2,
		refused: [{ customerName: 'Roux', reasons: ['settled'] }]
	});
	// Paid between the yes and the post: the last look stops it.
	await buildPayment(inside, blanc.invoice);
	await story.wake();

	const [mail] = story.mails(petit.email);
	expect(mail!.subject).toBe('Après notre appel de ce matin');
	expect(mail!.text).toContain('Comme promis au téléphone');
	expect(mail!.text).toContain(petit.invoice.number);
	expect(mail!.text).toMatch(/1\s000,00\s€/);
	expect(linkIn(mail!)).not.toBe('');
	expect(story.mails(roux.email)).toEqual([]);
	expect(story.mails(blanc.email)).toEqual([]);
	expect((await dunning.notice({ noticeId })).content).toMatchObject({
		words: { edited: { by: 'Claire Morel' } }
	});
	expect((await review.queue({})).total).toBe(0);
});
