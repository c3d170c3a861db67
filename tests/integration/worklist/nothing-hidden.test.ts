import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { lookedAfter } from '$lib/server/customers/looked-after';
import { unitOfWork } from '$lib/server/db/client';
import { message } from '$lib/server/db/schema/messages';
import { invoice } from '$lib/server/db/schema/invoices';
import { deliverDue } from '$lib/server/delivery/deliver';
import { chooseScenario } from '$lib/server/dunning/choose-scenario';
import { createScenario } from '$lib/server/dunning/create-scenario';
import { alertsOf } from '$lib/server/dunning/alerts';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { mailsToRead } from '$lib/server/inbound/mails-waiting';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildDispute,
	buildHold,
	buildInvoice,
	writeDispute,
	type CustomerRow,
	type DisputeRow,
	type InvoiceRow
} from '../../support/factories';
import { deliveriesOf } from '../delivery/outbox-world';
import { arrive, listenToMail, replyAddressOf, written } from '../inbound/mail-world';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

import '$lib/server/jobs/notice-hooks';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	for (const { desk, account, users } of [ours, other])
		await callerFor(desk.admin).desk.customers.setOfficer({
			customerId: account.customer.id,
			userId: users.collector.id
		});
});

/** Its scenario is begun and never published. */
const planNothing = ({ id: customerId }: CustomerRow) =>
	unitOfWork(ours.inside, async (unit) => {
		const { scenarioId } = await createScenario(unit, { name: 'Autre', steps: [] });
		await chooseScenario(unit, { customerId }, scenarioId);
	});

/** Every row of the day, page after page. */
async function rows(role: keyof Company['desk'] = 'collector', company = ours) {
	const read = (page: number) => callerFor(company.desk[role]).desk.worklist.day({ page });
	const first = await read(1);
	const found = [...first.rows];
	for (let page = 2; page <= first.pages; page++) found.push(...(await read(page)).rows);
	return found;
}
const ofKind = async (kind: string, ...of: Parameters<typeof rows>) =>
	(await rows(...of)).filter((row) => row.kind === kind);

const mine = (code: string): Promise<CustomerRow> =>
	buildCustomer(ours.inside, { code, collectorId: ours.users.collector.id });

test('accounts with the most to ask for, for the longest, come first: not those with the largest invoice', async () => {
	const [large, contested, old] = [await mine('LARGE'), await mine('CONTESTED'), await mine('OLD')];
	const dueOn = localDate('2026-03-01');
	await buildInvoice(ours.inside, large, { totalMinor: 400_000n, dueOn });
	const most = await buildInvoice(ours.inside, contested, { totalMinor: 9_000_000n, dueOn });
	await buildDispute(ours.inside, most, { claimedMinor: 8_999_000n });
	await buildInvoice(ours.inside, old, {
		totalMinor: 300_000n,
		dueOn: localDate('2025-09-01')
	});
	const order = (await ofKind('account')).map(({ key }) => key);
	expect(order.filter((key) => /LARGE|CONTESTED|OLD/.test(key))).toEqual([
		'account:OLD',
		'account:LARGE',
		'account:CONTESTED'
	]);
});

test('two hundred paused accounts do not hide the one that may be asked', async () => {
	const dueOn = localDate('2025-12-01');
	await unitOfWork(ours.inside, async (unit) => {
		const { organisationId } = unit.scope;
		await unit.tx.execute(
			`insert into customer (organisation_id, id, code, name, collector_id, created_at)
			 select '${organisationId}', md5('paused' || n)::uuid, 'PAUSED' || n, 'Paused ' || n, '${ours.users.collector.id}', now() from generate_series(1, 210) n`
		);
		await unit.tx.insert(invoice).values(
			(
				await unit.tx.execute<{ id: string }>(`select id from customer where code like 'PAUSED%'`)
			).rows.map(({ id }, at) => ({
				...{ organisationId, id: uuidv7(), customerId: id, number: `PAUSED-${at}`, dueOn },
				...{ issuedOn: dueOn, currency: 'EUR', totalMinor: 50_000_000n, createdAt: unit.now }
			}))
		);
	});
	await asOwner(
		`insert into hold (organisation_id, id, customer_id, kind, reason, created_at, created_by)
		 select organisation_id, md5('hold' || id)::uuid, id, 'manual', 'Accord', now(), 'Test' from customer where code like 'PAUSED%'`,
		[]
	);
	expect((await ofKind('account')).map(({ key }) => key)).toContain('account:M1');
	// A pause of their invoices alone is for the rule to tell: they are asked about one by one, and still hide nobody.
	await asOwner(
		`update hold set invoice_id = (select id from invoice i where i.customer_id = hold.customer_id) where reason = 'Accord'`,
		[]
	);
	const keys = (await ofKind('account')).map(({ key }) => key);
	expect(keys).toContain('account:M1');
	expect(keys.filter((key) => key.includes('PAUSED'))).toEqual([]);
	await asOwner(
		`update hold set released_at = now(), released_by = 'Test' where reason = 'Accord'`,
		[]
	);
	await asOwner(`update invoice set settled_minor = total_minor where number like 'PAUSED-%'`, []);
});

async function manyCases(count: number, fields: Parameters<typeof writeDispute>[2]) {
	const of = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 900_000n });
	await unitOfWork(ours.inside, async (unit) => {
		for (let at = 0; at < count; at++) await writeDispute(unit, of, fields);
	});
	return of;
}

test('a signature is asked for although sixty other cases of his are due before', async () => {
	await asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify([{ category: null, claimType: null, aboveMinor: '100000', approverId: null }])
	]);
	const due = localDate('2026-02-20');
	const { approver } = ours.users;
	const of = await manyCases(60, {
		status: 'in_progress',
		answerDueOn: due,
		collectorId: approver.id
	});
	const about = await buildDispute(ours.inside, of, {
		...{ status: 'in_progress', answerDueOn: localDate('2026-04-30'), claimedMinor: 300_000n }
	});
	await callerFor(ours.desk.collector).desk.disputes.decide({
		...{ disputeId: about.id, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor: 250_000n, explanation: 'Le tarif de mars s’applique.' }
	});
	const found = await rows('approver');
	expect(found.map(({ key }) => key)).toContain(`approval:${about.reference}`);
	expect(found.filter(({ kind }) => kind === 'case')).toHaveLength(60);
	const before = (await callerFor(ours.desk.approver).desk.worklist.day({})).done;
	const page = await callerFor(ours.desk.approver).desk.disputes.page({
		reference: about.reference
	});
	await callerFor(ours.desk.approver).desk.disputes.askBeforeApproval({
		...{ disputeId: about.id, requestId: page.approval.waiting!.id, note: 'Et le transport ?' }
	});
	// What an approver asks is work done, and his day waits for the answer.
	expect((await callerFor(ours.desk.approver).desk.worklist.day({})).done).toBe(before + 1);
	expect((await ofKind('asked')).map(({ reference }) => reference)).toContain(about.reference);
});

const wrote = (of: DisputeRow, authorKind: 'customer' | 'staff', minute: number) =>
	unitOfWork(ours.inside, async (unit) => {
		await unit.tx.insert(message).values({
			...{ organisationId: unit.scope.organisationId, id: uuidv7(), customerId: of.customerId },
			...{ disputeId: of.id, audience: 'customer' as const, authorKind, authorName: 'Ana' },
			...{ body: 'Voici le bon.', at: new Date(unit.now.getTime() + minute * 60_000) },
			idempotencyKey: uuidv7()
		});
	});

const farCase = (of: InvoiceRow, fields: Partial<DisputeRow>) =>
	buildDispute(ours.inside, of, {
		...{ collectorId: ours.users.collector.id, answerDueOn: localDate('2026-05-29') },
		...fields
	});

test('words of a customer wait in the day of whoever follows the case, until somebody answers', async () => {
	const of = await buildInvoice(ours.inside, ours.account.customer);
	const about = await farCase(of, { status: 'in_progress' });
	const references = async (...who: Parameters<typeof rows>) =>
		(await ofKind('reply', ...who)).map(({ reference }) => reference);
	expect(await references()).not.toContain(about.reference);
	await wrote(about, 'customer', 1);
	expect(await references()).toContain(about.reference);
	expect(await references('executive')).not.toContain(about.reference);
	expect(await references('collector', other)).toEqual([]);
	await wrote(about, 'staff', 2);
	expect(await references()).not.toContain(about.reference);
	await wrote(about, 'customer', 3);
	expect(await references()).toContain(about.reference);
});

test('what is decided and only has to be closed is told, once nothing of it is left to do', async () => {
	const of = await buildInvoice(ours.inside, ours.account.customer);
	const about = await farCase(of, { status: 'decided' });
	const references = async () => (await ofKind('close')).map(({ reference }) => reference);
	expect(await references()).toContain(about.reference);
	await asOwner(
		`insert into case_task (organisation_id, id, customer_id, dispute_id, text, owner_team, due_on, added_at, added_by_name, idempotency_key)
		 select organisation_id, id, customer_id, id, 'Livrer à nouveau', 'logistics', '2026-03-20', now(), 'Test', 'one' from dispute where id = $1`,
		[about.id]
	);
	expect(await references()).not.toContain(about.reference);
});

test('an unfinished hold of a customer as a whole keeps him out, whatever he owes', async () => {
	const held = await mine('HELD');
	await buildInvoice(ours.inside, held, { dueOn: localDate('2025-12-01') });
	const keys = async () => (await ofKind('account')).map(({ key }) => key);
	expect(await keys()).toContain('account:HELD');
	await buildHold(ours.inside, held, { untilOn: localDate('2026-03-03') });
	expect(await keys()).not.toContain('account:HELD');
});

test('a customer no message reaches is told with what stands in the way, before those of colleagues', async () => {
	const dueOn = localDate('2026-02-01');
	for (let at = 0; at < 3; at++)
		await buildInvoice(
			ours.inside,
			await buildCustomer(ours.inside, { code: `A${at}`, name: 'Aaa' }),
			{ dueOn }
		);
	const bounced = await mine('BOUNCED');
	await buildContact(ours.inside, bounced, { bouncedAt: new Date('2026-02-20T09:00:00Z') });
	const without = await mine('NOBODY');
	const unplanned = await mine('UNPLANNED');
	await buildContact(ours.inside, unplanned, {});
	await planNothing(unplanned);
	for (const one of [bounced, without, unplanned]) await buildInvoice(ours.inside, one, { dueOn });
	await runDunning(ours.inside);
	const alerts = (await ofKind('alert')).map(({ key, alert }) => [key, alert]);
	expect(alerts).toContainEqual(['alert:NOBODY', 'no_contact']);
	expect(alerts).toContainEqual(['alert:BOUNCED', 'contact_bounced']);
	expect(alerts).toContainEqual(['alert:UNPLANNED', 'no_scenario']);
	expect(alerts.filter(([key]) => key!.startsWith('alert:A'))).toEqual([]);
	const scope = ours.desk.collector;
	const [first] = (
		await unitOfWork(scope, (unit) =>
			alertsOf(unit, { most: 1, of: { which: lookedAfter(unit), among: async () => new Set() } })
		)
	).customers;
	expect(first!.code).not.toMatch(/^A\d/);
});

test('what a customer of mine wrote by mail is told before what strangers wrote earlier', async () => {
	listenToMail();
	for (let at = 0; at < 3; at++)
		await arrive(
			ours,
			written({
				from: `Spam <s${at}@perso.test>`,
				to: 'compta@menuiserie.test',
				text: 'Bonjour',
				vouched: false
			})
		);
	await deliverDue();
	const { customer, contact } = ours.account;
	const reminder = (await deliveriesOf(ours)).find(
		(one) => one.customerId === customer.id && one.mail === 'dunning-notice'
	);
	await arrive(
		ours,
		written({ from: contact.email, to: replyAddressOf(ours, reminder!), text: 'Je paie vendredi.' })
	);
	const mails = await unitOfWork(ours.desk.collector, (unit) => mailsToRead(unit, 2));
	expect(mails.map(({ customerName }) => customerName)).toEqual(['Customer m1', null]);
	expect((await ofKind('mail_reply')).map(({ who }) => who)).toEqual(['Customer m1']);
	expect(await ofKind('mail')).toHaveLength(3);
});
