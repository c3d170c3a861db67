import { describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf } from '../support/scopes';
import { followScenario } from '../support/scenario';
import { linkIn, useStory } from '../support/story';

const story = useStory();

async function company(of: string) {
	const inside = await buildOrganisation();
	const address = (who: string) => `${who}@${of}.test`;
	const collector = await buildUser(inside, { role: 'collector', email: address('claire') });
	const user = (role: 'collector' | 'executive', who: string) =>
		buildUser(inside, { role, email: address(who) });
	await user('collector', 'other');
	await user('executive', 'boss');
	const customer = await buildCustomer(inside, { collectorId: collector.id });
	for (const role of ['collections', 'billing', 'other'] as const)
		await buildContact(inside, customer, { role, email: address(role), name: `Contact ${role}` });
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-02') });
	await followScenario(inside, {
		copyRoles: ['billing'],
		internalCopies: ['collector', 'executive']
	});
	return {
		inside,
		customer,
		invoice,
		staff: callerFor(deskScopeOf(collector, inside)).desk,
		mailsTo: (who: string) => story.mails(address(who))
	};
}

describe('a step with copies', () => {
	test('writes one mail to each, with a link of its own; colleagues get one without', async () => {
		const { mailsTo } = await company('gantier');
		await story.day('2026-03-04');
		for (const who of ['collections', 'billing', 'claire', 'boss'])
			expect(mailsTo(who)).toHaveLength(1);
		expect(mailsTo('other')).toEqual([]);
		const [to] = mailsTo('collections');
		const [copy] = mailsTo('billing');
		expect(linkIn(to!)).not.toBe('');
		expect(linkIn(copy!)).not.toBe('');
		expect(linkIn(copy!)).not.toBe(linkIn(to!));
		expect(copy!.text).toMatch(/1\s000,00\s€/);
		const [internal] = mailsTo('claire');
		expect(internal!.subject).toMatch(/^Copie/);
		expect(internal!.text).toMatch(/1\s000,00\s€/);
		expect(linkIn(internal!)).toBe('');
		await story.wake();
		expect(mailsTo('billing')).toHaveLength(1);
	});

	test('sends no copy of what is not true any more when it leaves', async () => {
		const { inside, invoice, mailsTo } = await company('scierie');
		// The mail server answers nobody: the message is claimed, and waits with its copies.
		story.smtp.mood = 'refuse';
		await story.day('2026-03-04');
		await buildDispute(inside, invoice);
		story.smtp.mood = 'accept';
		await story.day('2026-03-05');
		for (const who of ['collections', 'billing', 'claire', 'boss'])
			expect(mailsTo(who)).toEqual([]);
	});

	test('sends no copy of what its recipient never got', async () => {
		const { mailsTo } = await company('cloison');
		story.smtp.nobody.add('collections@cloison.test');
		await story.day('2026-03-04');
		await story.wake();
		for (const who of ['billing', 'claire', 'boss']) expect(mailsTo(who)).toEqual([]);
	});

	test('says on the customer page whom it writes to, and whom otherwise', async () => {
		const { staff, customer } = await company('atelier');
		const order = await staff.dunning.contactOrder({ customerId: customer.id });
		expect(order.find(({ key }) => key === 'courtesy')).toMatchObject({
			to: { name: 'Contact collections', role: 'collections' },
			otherwise: ['billing', 'other'],
			copies: ['Contact billing'],
			internalCopies: ['collector', 'executive']
		});
	});
});
