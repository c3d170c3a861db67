import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { localDate } from '$lib/domain/calendar';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	const extra = { raisedByEmail: ours.account.contact.email };
	await buildDispute(ours.inside, ours.account.dueSoon, {
		...extra,
		reasonCode: 'goods_damaged',
		status: 'in_progress',
		answerDueOn: localDate('2026-02-27')
	});
	await buildDispute(ours.inside, ours.account.overdue, {
		...extra,
		status: 'waiting_customer',
		answerDueOn: localDate('2026-02-26')
	});
	await buildDispute(ours.inside, ours.neighbour.overdue, { ...extra, status: 'resolved' });
});
const desk = () => callerFor(ours.desk.collector).desk;
const references = async (filter: Record<string, unknown>) =>
	(await desk().disputes.queue(filter)).rows.map((row) => row.reference.slice(-1));

test('the queue shows what is open, the most urgent first, and nothing of another organisation', async () => {
	const { rows, views, total } = await desk().disputes.queue({});
	expect(rows.map((row) => row.reference.slice(-1))).toEqual(['3', '1', '2', '4']);
	expect(rows[0]).toMatchObject({
		claimedMinor: 50_000n,
		currency: 'EUR',
		invoices: ['M1-soon'],
		customerName: 'Customer m1',
		left: { late: true, daysLate: 2 }
	});
	expect(rows[1]).toMatchObject({ owner: 'Karim Benali', left: { late: false, daysLeft: 4 } });
	expect(rows[3]).toMatchObject({ status: 'waiting_customer', left: null });
	expect(total).toBe(4);
	expect(views).toMatchObject({
		open: 4,
		triage: 2,
		late: 1,
		decide: 1,
		customer: 1,
		closed: null,
		close: 0,
		mine: 0
	});
});

test('each filter narrows the list, and a text finds references, customers and invoices', async () => {
	expect(await references({ view: 'late' })).toEqual(['3']);
	expect(await references({ reason: 'goods_damaged' })).toEqual(['3']);
	expect(await references({ category: 'quality' })).toEqual(['3']);
	expect(await references({ category: 'unheard of' })).toHaveLength(4);
	expect(await references({ customer: 'M2' })).toEqual(['2']);
	expect(await references({ q: 'm1-SOON' })).toEqual(['3']);
	expect(await references({ q: 'customer m2' })).toEqual(['2']);
	expect(await references({ q: '100%' })).toEqual([]);
	expect(await references({ sort: 'amount' })).toEqual(['4', '3', '1', '2']);
	expect(await references({ view: 'closed' })).toEqual(['5']);
	expect(await references({ view: 'no such view', page: 'x' })).toHaveLength(4);
});

test('a page of the case tells facts, amounts, people and what may be done', async () => {
	const page = await desk().disputes.page({ reference: ours.account.dispute.reference });
	expect(page).toMatchObject({
		status: 'submitted',
		claimed: { minor: 20_000n, currency: 'EUR' },
		items: [
			{ number: 'M1-contested', totalMinor: 80_000n, openMinor: 80_000n, claimedMinor: 20_000n }
		],
		assignment: { resolverName: 'Karim Benali' },
		quiet: { nextMessageOn: '2026-03-11' },
		approval: { levels: [], waiting: null }
	});
	expect(page.related).toHaveLength(2);
	expect(page.can).toContain('disputes.assign');
	// Whoever only reads may take what proves the case with him.
	expect(
		(await callerFor(ours.desk.executive).desk.disputes.page({ reference: page.reference })).can
	).toEqual(['proofs.read']);
});

test('who has the case is the same on its page and in every list, whatever its reason usually asks', async () => {
	const { rows } = await desk().disputes.queue({});
	const { reference, id: disputeId } = rows[0]!;
	const told = async () => {
		const { assignment } = await desk().disputes.page({ reference });
		const row = (await desk().disputes.queue({})).rows.find(({ id }) => id === disputeId)!;
		expect([row.owner, row.ownerTeam]).toEqual([
			assignment?.resolverName ?? null,
			assignment?.team ?? null
		]);
		return [row.owner, row.ownerTeam];
	};
	expect(await told()).toEqual([null, null]);
	const ask = (who: object) =>
		desk().disputes.assign({ disputeId, question: 'Qu’en dites-vous ?', ...who });
	const { resolver } = ours.users;
	await ask({ userId: resolver.id });
	expect(await told()).toEqual([resolver.name, null]);
	await asOwner(`update "user" set team = 'logistics' where id = $1`, [resolver.id]);
	expect(await told()).toEqual([resolver.name, 'logistics']);
	await ask({ resolverName: 'Transports Petit', resolverEmail: 'petit@carrier.test' });
	expect(await told()).toEqual(['Transports Petit', null]);
});

test('the reference of another organisation opens our case or none, never theirs', async () => {
	const page = await desk().disputes.page({ reference: other.account.dispute.reference });
	expect(page.id).not.toBe(other.account.dispute.id);
	await expect(desk().disputes.page({ reference: 'LIT-1999-000001' })).rejects.toThrow();
});

test('a message for the customer is mailed once, a note never', async () => {
	const { id } = ours.neighbour.dispute;
	const message = {
		disputeId: id,
		body: 'Pouvez-vous envoyer le bon ?',
		idempotencyKey: uuidv7(),
		needsReply: true
	};
	await desk().disputes.post({ ...message, audience: 'customer' });
	await desk().disputes.post({ ...message, audience: 'customer' });
	await desk().disputes.post({
		...message,
		audience: 'internal',
		body: 'Client difficile',
		idempotencyKey: uuidv7()
	});
	const { messages, status } = await desk().disputes.page({
		reference: ours.neighbour.dispute.reference
	});
	expect(messages.map((row) => [row.audience, row.body])).toEqual([
		['customer', 'Pouvez-vous envoyer le bon ?'],
		['internal', 'Client difficile']
	]);
	expect(status).toBe('waiting_customer');
	const told = await mailsAbout(id);
	expect(told).toMatchObject([
		{
			mail: 'dispute-update',
			facts: { event: 'waiting_customer', message: 'Pouvez-vous envoyer le bon ?' }
		}
	]);
	expect(JSON.stringify(told)).not.toContain('difficile');
});

test('a dispute heard on the phone becomes the same case, told for the customer', async () => {
	const { reference } = await desk().disputes.log({
		customerId: ours.neighbour.customer.id,
		items: [{ invoiceId: ours.neighbour.dueSoon.id, claimedMinor: 7_000n }],
		reasonCode: 'quantity_short',
		source: 'phone',
		raisedByName: 'Paul',
		raisedByEmail: ours.neighbour.contact.email,
		idempotencyKey: uuidv7()
	});
	const page = await desk().disputes.page({ reference: reference! });
	expect(page).toMatchObject({
		source: 'phone',
		claimed: { minor: 7_000n },
		steps: [{ byKind: 'staff', byName: 'collector m' }]
	});
	expect(await statusOf(page.id)).toBe('submitted');
	expect(await auditOf(page.id)).toContain('dispute.opened');
});

test('an invoice of another organisation cannot be contested here', async () => {
	const log = (invoiceId: string, customerId = ours.account.customer.id) =>
		desk().disputes.log({
			customerId,
			items: [{ invoiceId }],
			reasonCode: 'price_unit',
			source: 'phone',
			raisedByName: 'x',
			idempotencyKey: uuidv7()
		});
	await expect(log(other.account.overdue.id)).rejects.toThrow();
	await expect(log(ours.account.overdue.id, other.account.customer.id)).rejects.toThrow();
});

test('an approver finds what waits for his signature, and its collector what is to close then', async () => {
	const mine = async (who: keyof Company['desk']) =>
		(await callerFor(ours.desk[who]).desk.disputes.queue({ view: 'mine' })).rows.map(
			({ reference }) => reference
		);
	const ofCase = async (totalMinor: bigint) => {
		const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor });
		return buildDispute(ours.inside, invoice, { status: 'in_progress' });
	};
	const decide = ({ id: disputeId }: { id: string }) =>
		desk().disputes.decide({
			...{ disputeId, verdict: 'valid', outcome: 'credit_full', explanation: 'Accordé.' }
		});
	const above = await ofCase(9_000_000n);
	const below = await ofCase(100n);
	expect(await mine('approver')).toEqual([]);
	await decide(above);
	await decide(below);
	expect(await mine('approver')).toEqual([above.reference]);
	const { approval } = await desk().disputes.page({ reference: above.reference });
	await callerFor(ours.desk.approver).desk.disputes.signApproval({
		...{ disputeId: above.id, requestId: approval.waiting!.id, isReduced: false, note: '' }
	});
	expect(await mine('approver')).toEqual([]);
	expect(await mine('collector')).toEqual(
		expect.arrayContaining([above.reference, below.reference])
	);
});
