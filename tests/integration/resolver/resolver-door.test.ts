import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { useDatabase } from '../../support/database';
import { buildAssignment, buildResolverLink } from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
const door = async () => callerFor(await resolverScopeOf(ours.account.resolverPath)).resolver;

test('the link shows its case: customer, invoice, amount, question, day', async () => {
	expect(await (await door()).disputes.page()).toMatchObject({
		reference: ours.account.dispute.reference,
		customerName: 'Customer m1',
		canAnswer: true,
		claimed: { minor: 20_000n, currency: 'EUR' },
		dueOn: '2026-03-06',
		left: { late: false, daysLeft: 3 },
		items: [{ number: 'M1-contested' }]
	});
});

test('the invoice of another case is not served, nor an unknown file', async () => {
	const resolver = await door();
	for (const invoiceId of [
		ours.account.overdue.id,
		ours.neighbour.contested.id,
		other.account.contested.id
	])
		await expect(resolver.disputes.invoicePdf({ invoiceId })).rejects.toMatchObject({
			cause: { code: 'not_found' }
		});
	await expect(resolver.disputes.attachment({ id: uuidv7() })).rejects.toMatchObject({
		cause: { code: 'not_found' }
	});
});

test('other cases of the same address are named without their doors, never those of another organisation', async () => {
	const waiting = await (await door()).disputes.waiting();
	expect(waiting).toEqual([{ reference: ours.neighbour.dispute.reference, dueOn: '2026-03-06' }]);
});

test('after the answer the page tells the present state', async () => {
	const resolver = await door();
	await resolver.disputes.answer({
		verdict: 'partly',
		acceptedMinor: 5_000n,
		explanation: 'Remise oubliée',
		signedName: 'Karim',
		idempotencyKey: uuidv7()
	});
	expect(await resolver.disputes.page()).toMatchObject({
		status: 'in_progress',
		answers: [
			{
				verdict: 'partly',
				acceptedMinor: 5_000n,
				signedName: 'Karim',
				explanation: 'Remise oubliée'
			}
		]
	});
});

test('somebody who was replaced may look but not answer', async () => {
	const former = await buildAssignment(ours.inside, ours.neighbour.dispute, {
		endedAt: new Date('2026-03-02T08:00:00Z'),
		resolverEmail: 'former@organisation.test'
	});
	const resolver = callerFor(
		await resolverScopeOf(await buildResolverLink(ours.inside, former))
	).resolver;
	expect(await resolver.disputes.page()).toMatchObject({ canAnswer: false, now: 'Karim Benali' });
	await expect(
		resolver.disputes.answer({
			verdict: 'customer_right',
			signedName: 'x',
			idempotencyKey: uuidv7()
		})
	).rejects.toMatchObject({ cause: { code: 'conflict' } });
});

test('a customer’s link and no link at all do not open the resolver’s door', async () => {
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).resolver;
	for (const stranger of [portal, callerFor(null).resolver, callerFor(ours.desk.admin).resolver]) {
		await expect(stranger.disputes.page()).rejects.toMatchObject({
			cause: { code: 'link_unknown' }
		});
		await expect(stranger.disputes.waiting()).rejects.toMatchObject({
			cause: { code: 'link_unknown' }
		});
	}
});
