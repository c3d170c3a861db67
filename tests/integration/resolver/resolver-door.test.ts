import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildAssignment, buildDispute, buildResolverLink } from '../../support/factories';
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

test('the invoice of another case is not served, its own is', async () => {
	const resolver = await door();
	const own = await resolver.disputes.invoicePdf({ invoiceId: ours.account.contested.id });
	expect(own.mime).toBe('application/pdf');
	for (const invoiceId of [
		ours.account.overdue.id,
		ours.neighbour.contested.id,
		other.account.contested.id
	])
		await expect(resolver.disputes.invoicePdf({ invoiceId })).rejects.toMatchObject({
			cause: { code: 'not_found' }
		});
});

test('the file of another case of the same customer is not served, its own resolver has it', async () => {
	const colleague = await colleagueOnAnotherCase();
	await colleague.disputes.answer({
		verdict: 'customer_right',
		signedName: 'Sam',
		idempotencyKey: uuidv7(),
		files: [{ name: 'note.pdf', bytes: new TextEncoder().encode('%PDF-1.4') }]
	});
	const [file] = (await colleague.disputes.page()).files;
	const { id } = file!;
	expect((await colleague.disputes.attachment({ id })).name).toBe('note.pdf');
	await expect((await door()).disputes.attachment({ id })).rejects.toMatchObject({
		cause: { code: 'not_found' }
	});
});

async function colleagueOnAnotherCase() {
	const about = await buildDispute(ours.inside, ours.account.overdue, { claimedMinor: 1_000n });
	const asked = await buildAssignment(ours.inside, about, {
		resolverEmail: 'sam@organisation.test'
	});
	return callerFor(await resolverScopeOf(await buildResolverLink(ours.inside, asked))).resolver;
}

test('other cases of the same address are named without their doors, never those of another organisation', async () => {
	const waiting = await (await door()).disputes.waiting();
	expect(waiting).toEqual([
		{
			reference: ours.neighbour.dispute.reference,
			contested: { minor: 20_000n, currency: 'EUR' },
			dueOn: '2026-03-06',
			left: expect.objectContaining({ late: false, daysLeft: 3 })
		}
	]);
	setClock(new Date('2026-03-09T09:00:00Z'));
	try {
		expect(await (await door()).disputes.waiting()).toMatchObject([{ left: { late: true } }]);
	} finally {
		setClock(TEST_INSTANT);
	}
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
