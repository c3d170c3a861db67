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
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory();

async function company() {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const approver = await buildUser(inside, { role: 'approver', name: 'Hélène Faure' });
	return {
		inside,
		staff: callerFor(deskScopeOf(collector, inside)).desk,
		approver: callerFor(deskScopeOf(approver, inside)).desk,
		async debtor(email: string) {
			const customer = await buildCustomer(inside);
			await buildContact(inside, customer, { email, role: 'collections' });
			const invoice = await buildInvoice(inside, customer, {
				issuedOn: localDate('2026-02-01'),
				dueOn: localDate('2026-03-02')
			});
			return { customer, invoice };
		}
	};
}

test('three promises heard on the phone: one broken and answered one step higher, one kept, one refused', async () => {
	const { inside, staff, approver, debtor } = await company();
	const [broken, kept, late] = [
		await debtor('broken@gantier.test'),
		await debtor('kept@gantier.test'),
		await debtor('late@gantier.test')
	];
	await story.day('2026-03-04');
	for (const who of ['broken', 'kept', 'late'])
		expect(story.mails(`${who}@gantier.test`)).toHaveLength(1);

	story.time('2026-03-05');
	const promise = ({ customer, invoice }: typeof broken, dueOn: string) =>
		staff.promises.make({
			customerId: customer.id,
			items: [{ invoiceId: invoice.id, amountMinor: 100_000n }],
			dueOn: localDate(dueOn),
			idempotencyKey: `${customer.id} ${dueOn}`
		});
	expect((await promise(broken, '2026-03-11')).beyond).toEqual([]);
	expect((await promise(kept, '2026-03-11')).beyond).toEqual([]);
	const beyond = await promise(late, '2026-06-30');
	expect(beyond.beyond).toEqual(['too_far']);
	await approver.promises.decide({
		promiseId: beyond.promiseId,
		verdict: 'refused',
		note: 'Pas au-delà de trente jours'
	});

	await story.day('2026-03-10');
	await buildPayment(inside, kept.invoice);
	// The reminder is due on Thursday 12: who promised is left alone, who was refused is not.
	await story.day('2026-03-12');
	expect(story.mails('broken@gantier.test')).toHaveLength(1);
	expect(story.mails('late@gantier.test')).toHaveLength(2);

	// Two working days after the 11th for the payment to be known: broken on Saturday, answered on Monday.
	await story.day('2026-03-13');
	expect(story.mails('broken@gantier.test')).toHaveLength(1);
	await story.day('2026-03-16');
	const waiting = (await staff.dunning.toConfirm()).filter(
		({ customerId }) => customerId === broken.customer.id
	);
	expect(waiting).toMatchObject([{ stepKey: 'call', status: 'to_confirm' }]);
	expect(story.mails('kept@gantier.test')).toHaveLength(1);

	const { promises, keptPercent } = await staff.promises.list();
	expect(
		Object.fromEntries(promises.map(({ customer, standing }) => [customer.code, standing]))
	).toEqual({
		[broken.customer.code]: 'broken',
		[kept.customer.code]: 'kept',
		[late.customer.code]: 'refused'
	});
	expect(keptPercent).toBe(50);
});

test('a promise broken on a working day is answered that day, and once', async () => {
	const { staff, debtor } = await company();
	const { customer, invoice } = await debtor('thursday@gantier.test');
	await story.day('2026-03-04');
	story.time('2026-03-05');
	await staff.promises.make({
		customerId: customer.id,
		items: [{ invoiceId: invoice.id, amountMinor: 100_000n }],
		dueOn: localDate('2026-03-09'),
		idempotencyKey: customer.id
	});
	const waiting = async () =>
		(await staff.dunning.toConfirm())
			.filter(({ customerId }) => customerId === customer.id)
			.map(({ stepKey }) => stepKey);
	await story.day('2026-03-11');
	expect(await waiting()).toEqual([]);
	await story.day('2026-03-12');
	expect(await waiting()).toEqual(['call']);
	// The formal notice is due on April 1.
	for (const day of ['2026-03-13', '2026-03-16', '2026-03-20', '2026-03-31']) {
		await story.day(day);
		expect(await waiting()).toEqual(['call']);
	}
});
