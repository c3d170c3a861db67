import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/notice-hooks';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';
import { deliveriesIn } from '../dunning/world';
import { deliverAll } from '$lib/server/delivery/deliver';

useDatabase();

let ours: Company;
let other: Company;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	await asOwner('update customer set collector_id = null');
	await asOwner('update "user" set default_officer = false, disabled_at = null');
});

const admin = (company = ours) => callerFor(company.desk.admin).desk;
const desk = (company = ours) => callerFor(company.desk.collector).desk;
const shownTo = async ({ account }: Company): Promise<string | null> =>
	(await callerFor(await portalScopeOf(account.portalPath)).portal.customers.frame()).creditor
		.officer;
const choose = (userId: string | null, company = ours) =>
	desk(company).customers.setOfficer({ customerId: company.account.customer.id, userId });
const byDefault = async (officerId: string | null, company = ours) =>
	admin(company).settings.changePolicy({
		...(await admin(company).settings.policy()).policy,
		officerId
	});
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: { message: string }) => error.message
	);

test('whoever staff choose is named on the customer’s pages, and on nobody else’s', async () => {
	const { collector } = ours.users;
	await choose(collector.id);
	expect(await shownTo(ours)).toBe(collector.name);
	expect(await shownTo(other)).toBeNull();
	const page = await desk().customers.page({ code: ours.account.customer.code });
	expect([page.officer?.name, page.namedOfficerId]).toEqual([collector.name, collector.id]);
	expect(await auditOf(ours.account.customer.id)).toContain('customer.officer_changed');
	await choose(null);
	expect(await shownTo(ours)).toBeNull();
});

test('the default looks after whom nobody was named for, and takes over from who left', async () => {
	const { collector, approver } = ours.users;
	await byDefault(approver.id);
	expect(await shownTo(ours)).toBe(approver.name);
	expect(await shownTo(other)).toBeNull();
	await choose(collector.id);
	expect(await shownTo(ours)).toBe(collector.name);
	await asOwner('update "user" set disabled_at = now() where id = $1', [collector.id]);
	expect(await shownTo(ours)).toBe(approver.name);
	await byDefault(null);
	expect(await shownTo(ours)).toBeNull();
});

test('nobody of another company can be named, nor by whoever only reads', async () => {
	const foreign = other.users.collector.id;
	expect(await refusal(choose(foreign))).toBe('not_found');
	expect(await refusal(byDefault(foreign))).toBe('not_found');
	expect(await refusal(choose(uuidv7()))).toBe('not_found');
	const reader = callerFor(ours.desk.executive).desk.customers;
	const customerId = ours.account.customer.id;
	expect(await refusal(reader.setOfficer({ customerId, userId: null }))).toBe('not_allowed');
	// What was refused changed nothing of the settings either.
	expect((await admin().settings.policy()).officerId).toBeNull();
});

test('a case the customer opens has the default officer, and reminders name him', async () => {
	const { approver } = ours.users;
	await byDefault(approver.id);
	const { neighbour } = ours;
	const portal = callerFor(await portalScopeOf(neighbour.portalPath)).portal.disputes;
	const opened = await portal.open({
		items: [{ invoiceId: neighbour.overdue.id, claimedMinor: 100n }],
		reasonCode: 'price_unit',
		requestedOutcome: 'NOA',
		explanation: 'Le prix convenu était plus bas.',
		language: 'fr',
		idempotencyKey: `key-${uuidv7()}`
	} as never);
	const reference = (opened as { reference: string }).reference;
	expect(
		await asOwner(
			'select collector_id from dispute where reference = $1 and organisation_id = $2',
			[reference, ours.inside.organisationId]
		)
	).toEqual([{ collector_id: approver.id }]);
	await runDunning(ours.inside);
	await deliverAll();
	const reminder = (await deliveriesIn(ours.inside)).find(
		({ mail, text }) => mail === 'dunning-notice' && text !== null
	);
	expect(reminder!.text).toContain(approver.name);
});
