import { describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { payment } from '$lib/server/db/schema/payments';
import { factsFor } from '$lib/server/dunning/facts';
import { transitionsOf } from './transitions';
import {
	buildContact,
	buildDispute,
	buildHold,
	buildInvoice,
	buildPayment
} from '../../support/factories';
import { useDatabase } from '../../support/database';
import { buildWorld } from '../../support/world';
import { day, organisationWithDebtor } from './world';

useDatabase();

const factsOf = async (inside: SystemScope, customerId: string) =>
	(await unitOfWork(inside, (unit) => factsFor(unit, { customerIds: [customerId] })))[0]!.facts;

describe('what the engine knows about a customer', () => {
	test('is what is open after every payment, and nothing of another customer or organisation', async () => {
		const { ours, other } = await buildWorld();
		await buildPayment(ours.inside, ours.account.overdue, 40_000n);
		const all = await unitOfWork(ours.inside, (unit) => factsFor(unit));
		expect(all.map(({ facts }) => facts.customer.customerId).sort()).toEqual(
			[ours.account.customer.id, ours.neighbour.customer.id].sort()
		);
		const facts = all.find(
			(each) => each.facts.customer.customerId === ours.account.customer.id
		)!.facts;
		expect(
			facts.openItems.map(({ number, openMinor, disputedMinor }) => [
				number,
				openMinor,
				disputedMinor
			])
		).toEqual([
			['M1-overdue', 60_000n, 0n],
			['M1-contested', 80_000n, 20_000n],
			['M1-soon', 50_000n, 0n]
		]);
		const foreign = await unitOfWork(ours.inside, (unit) =>
			factsFor(unit, { customerIds: [other.account.customer.id] })
		);
		expect(foreign).toEqual([]);
	});

	test('never disputes more than what is open, and the whole invoice for some reasons', async () => {
		const { inside, customer, invoice } = await organisationWithDebtor();
		await buildDispute(inside, invoice, { claimedMinor: 70_000n });
		const second = await buildInvoice(inside, customer, { dueOn: day('2026-02-25') });
		await buildDispute(inside, second, { claimedMinor: 100n, reasonCode: 'order_reference' });
		await buildPayment(inside, invoice, 50_000n);
		const { openItems } = await factsOf(inside, customer.id);
		expect(openItems.map(({ openMinor, disputedMinor }) => [openMinor, disputedMinor])).toEqual([
			[50_000n, 50_000n],
			[100_000n, 100_000n]
		]);
		expect(openItems[0]!.disputes).toEqual(['LIT-2026-000001']);
	});

	test('keeps an invoice quiet for five working days after its case is closed', async () => {
		const { inside, customer, invoice } = await organisationWithDebtor();
		const dispute = await buildDispute(inside, invoice);
		expect((await factsOf(inside, customer.id)).openItems[0]!.quietUntil).toBeUndefined();
		await transitionsOf(inside, dispute, 'resolved');
		const [item] = (await factsOf(inside, customer.id)).openItems;
		expect(item!.disputedMinor).toBe(0n);
		expect(item!.quietUntil).toBe('2026-03-10');
	});

	test('holds on their last day, and neither the released nor the expired ones', async () => {
		const { inside, customer, invoice } = await organisationWithDebtor();
		await buildHold(inside, customer, {
			untilOn: day('2026-03-03'),
			invoiceId: invoice.id,
			kind: 'payment_announced'
		});
		await buildHold(inside, customer, { untilOn: day('2026-03-02') });
		await buildHold(inside, customer, {
			releasedAt: new Date('2026-03-01T09:00:00Z'),
			releasedBy: 'Test'
		});
		const { holds } = await factsOf(inside, customer.id);
		expect(holds).toEqual([
			{
				kind: 'payment_announced',
				reason: 'Accord commercial',
				invoiceId: invoice.id,
				until: '2026-03-03'
			}
		]);
	});

	test('forgets contacts that were removed and knows those whose address failed', async () => {
		const { inside, customer, contact } = await organisationWithDebtor();
		await buildContact(inside, customer, { removedAt: new Date('2026-03-01T09:00:00Z') });
		await buildContact(inside, customer, {
			email: 'gone@customer.test',
			bouncedAt: new Date('2026-03-01T09:00:00Z')
		});
		const { contacts } = await factsOf(inside, customer.id);
		expect(contacts.map(({ email, bounced }) => [email, bounced])).toEqual([
			[contact.email, false],
			['gone@customer.test', true]
		]);
	});

	test('counts money that settles nothing yet as a credit of its currency', async () => {
		const { inside, customer, invoice } = await organisationWithDebtor();
		const paid = await buildPayment(inside, invoice, 30_000n);
		await unitOfWork(inside, ({ tx }) =>
			tx
				.insert(payment)
				.values({ ...paid, id: crypto.randomUUID(), totalMinor: 12_345n, currency: 'USD' })
		);
		expect((await factsOf(inside, customer.id)).credits).toEqual([
			{ minor: 12_345n, currency: 'USD' }
		]);
	});
});
