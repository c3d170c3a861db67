import { expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { usual } from '$lib/domain/dunning/scenario-steps.testing';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildPortalLink,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

async function live(from: string, to: string): Promise<void> {
	for (let day = localDate(from); day <= to; day = addDays(day, 1)) await story.day(day);
}

async function company(slug: string) {
	const inside = await buildOrganisation({ name: slug });
	const admin = await buildUser(inside, { role: 'admin', name: 'Claire Morel' });
	const { desk } = callerFor(deskScopeOf(admin, inside));
	const customer = await buildCustomer(inside);
	const contact = await buildContact(inside, customer, {
		email: `paul@${slug}.test`,
		role: 'collections'
	});
	const invoice = await buildInvoice(inside, customer, {
		number: 'F-2026-001',
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-03')
	});
	return { inside, desk, customer, contact, invoice };
}

test('after a formal notice a date is agreed with a person, unless the policy says otherwise', async () => {
	story.time('2026-03-02');
	const ours = await company('gantier');
	const { desk, inside, customer, invoice } = ours;
	const { scenarios, dunning, settings } = desk;
	const { scenarioId } = await scenarios.create({ name: 'Par e-mail', like: 'empty' });
	const seen = async () => (await scenarios.draft({ scenarioId })).draft!.seen;
	const steps = [usual('reminder'), usual('formal_notice', { channel: 'email' })];
	await scenarios.saveDraft({ scenarioId, seen: await seen(), steps: steps as never });
	await scenarios.publish({ scenarioId, seen: await seen(), note: '' });
	await scenarios.chooseForEverybody({ scenarioId });
	// The other company reminds nobody that formally.
	const other = await company('norwood');
	const stranger = callerFor(
		await portalScopeOf(await buildPortalLink(other.inside, other.contact))
	).portal.promises;

	await live('2026-03-12', '2026-04-02');
	const [reminder] = story.mails('paul@gantier.test');
	const { portal } = callerFor(await portalScopeOf(linkIn(reminder!)));
	const wish = (invoiceId: string, key: string, days = ['2026-04-10']) =>
		portal.promises.make({
			invoiceIds: [invoiceId],
			days: days.map((day) => localDate(day)),
			language: 'fr',
			idempotencyKey: `after-notice-${key}`
		});
	// While it waits for somebody to confirm it, nothing was demanded yet.
	expect((await portal.promises.form()).withheld).toEqual([]);
	const [waiting] = await dunning.toConfirm();
	await dunning.confirm({ noticeId: waiting!.noticeId });
	await story.wake();
	const formal = story.mails('paul@gantier.test').at(-1)!;
	expect(formal.text).not.toContain('/promise');

	const form = await portal.promises.form();
	expect(form.withheld).toEqual([{ id: invoice.id, number: 'F-2026-001' }]);
	expect(form.invoices).toEqual([]);
	await expect(wish(invoice.id, 'refused')).rejects.toThrow('promise_after_notice');
	expect((await stranger.form()).withheld).toEqual([]);

	// A later invoice is in no notice: a date is agreed to as before.
	const later = await buildInvoice(inside, customer, { dueOn: localDate('2026-04-01') });
	expect((await portal.promises.form()).invoices.map(({ id }) => id)).toEqual([later.id]);
	expect((await wish(later.id, 'later')).decided).toBe(true);

	const { policy } = await settings.policy();
	expect(policy).toMatchObject({ promiseInstalments: 3, promiseAfterNotice: false });
	await settings.changePolicy({ ...policy, promiseAfterNotice: true, promiseInstalments: 2 });
	expect((await portal.promises.form()).instalments).toBe(2);
	await expect(
		wish(invoice.id, 'three', ['2026-04-10', '2026-04-13', '2026-04-15'])
	).rejects.toThrow('promise_too_many_parts');
	expect((await wish(invoice.id, 'allowed', ['2026-04-10', '2026-04-13'])).decided).toBe(true);
});
