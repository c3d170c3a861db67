import { and, eq } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { clearNumber } from '$lib/server/customers/clear-number';
import { contact, customer, hold } from '$lib/server/db/schema/customers';
import { deliveryReport } from '$lib/server/db/schema/delivery';
import { notePosted } from '$lib/server/delivery/note-posted';
import { dispute } from '$lib/server/db/schema/disputes';
import { notice } from '$lib/server/db/schema/notices';
import { run } from '$lib/server/db/schema/runs';
import { invoice } from '$lib/server/db/schema/invoices';
import { organisation } from '$lib/server/db/schema/organisations';
import { creditNote, payment } from '$lib/server/db/schema/payments';
import { promise, promiseItem } from '$lib/server/db/schema/promises';
import { chooseScenario } from '$lib/server/dunning/choose-scenario';
import { decideChunk, readChunk, writeChunk } from '$lib/server/dunning/run-chunk';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { localDate } from '$lib/domain/calendar';
import { uuidv7 } from 'uuidv7';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildDispute,
	buildHold,
	buildInvoice,
	buildPayment
} from '../../support/factories';
import { buildOrganisation } from '../../support/factories';
import { debtor, decisionsIn, noticesIn } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

type Account = Awaited<ReturnType<typeof debtor>>;

/** The reminder is due; a call waits; nothing is due; a step is due that nobody can get. */
async function accounts(inside: SystemScope): Promise<Account[]> {
	const lost = await debtor(inside);
	await change(inside, (unit) =>
		unit.tx
			.update(contact)
			.set({ removedAt: unit.now })
			.where(and(ours(unit, contact), eq(contact.id, lost.contact.id)))
	);
	return [
		await debtor(inside),
		await debtor(inside, { dueOn: localDate('2026-02-09') }),
		await debtor(inside, { dueOn: localDate('2026-04-20') }),
		lost
	];
}

const change = <T>(inside: SystemScope, work: (unit: Unit<SystemScope>) => Promise<T>) =>
	unitOfWork(inside, work);
const ours = (unit: Unit<SystemScope>, table: { organisationId: AnyPgColumn }) =>
	eq(table.organisationId, unit.scope.organisationId);
const key = (unit: Unit<SystemScope>) => ({
	organisationId: unit.scope.organisationId,
	id: uuidv7()
});
const row = (unit: Unit<SystemScope>) => ({ ...key(unit), createdAt: unit.now });

/** Every kind of write that a decision is made from, without the verbs around it: not one may go unseen. */
const WRITES: Record<string, (account: Account) => Promise<unknown>> = {
	'an invoice arrives': ({ inside, customer: of }) =>
		buildInvoice(inside, of, { dueOn: localDate('2026-01-20') }),
	'a due date is corrected': ({ inside, invoice: of }) =>
		change(inside, (unit) =>
			unit.tx
				.update(invoice)
				.set({ dueOn: localDate('2026-02-20') })
				.where(and(ours(unit, invoice), eq(invoice.id, of.id)))
		),
	'an invoice is paid': ({ inside, invoice: of }) => buildPayment(inside, of),
	'a part is paid': ({ inside, invoice: of }) => buildPayment(inside, of, 40_000n),
	'money comes without saying for what': ({ inside, customer: of }) =>
		change(inside, (unit) =>
			unit.tx.insert(payment).values({
				...row(unit),
				customerId: of.id,
				receivedOn: unit.today,
				currency: 'EUR',
				totalMinor: 500_000n,
				source: 'staff'
			})
		),
	'a credit note is issued': ({ inside, customer: of }) =>
		change(inside, (unit) =>
			unit.tx.insert(creditNote).values({
				...row(unit),
				customerId: of.id,
				number: `A-${uuidv7()}`,
				issuedOn: unit.today,
				currency: 'EUR',
				totalMinor: 20_000n
			})
		),
	'a case is opened': ({ inside, invoice: of }) => buildDispute(inside, of),
	'a case is opened and closed': async ({ inside, invoice: of }) => {
		const opened = await buildDispute(inside, of);
		await runDunning(inside);
		await change(inside, (unit) =>
			unit.tx
				.update(dispute)
				.set({ status: 'duplicate' })
				.where(and(ours(unit, dispute), eq(dispute.id, opened.id)))
		);
	},
	'a payment is promised': ({ inside, customer: of, invoice: about }) =>
		change(inside, async (unit) => {
			const made = key(unit);
			await unit.tx.insert(promise).values({
				...made,
				customerId: of.id,
				dueOn: localDate('2026-03-10'),
				source: 'phone',
				madeByKind: 'staff',
				madeByName: 'X',
				madeAt: unit.now,
				madeOn: unit.today,
				idempotencyKey: made.id
			});
			await unit.tx.insert(promiseItem).values({
				...key(unit),
				customerId: of.id,
				promiseId: made.id,
				invoiceId: about.id,
				currency: 'EUR',
				amountMinor: 100_000n,
				settledBeforeMinor: 0n
			});
		}),
	'a customer is paused': ({ inside, customer: of }) => buildHold(inside, of),
	'a pause is released': async ({ inside, customer: of }) => {
		await buildHold(inside, of);
		await runDunning(inside);
		await change(inside, (unit) =>
			unit.tx
				.update(hold)
				.set({ releasedAt: unit.now, releasedBy: 'X' })
				.where(and(ours(unit, hold), eq(hold.customerId, of.id)))
		);
	},
	'a contact is added': ({ inside, customer: of }) => buildContact(inside, of),
	'an address bounces': ({ inside, customer: of }) =>
		change(inside, (unit) =>
			unit.tx
				.update(contact)
				.set({ bouncedAt: unit.now })
				.where(and(ours(unit, contact), eq(contact.customerId, of.id)))
		),
	'a customer pays by direct debit': ({ inside, customer: of }) =>
		change(inside, (unit) =>
			unit.tx
				.update(customer)
				.set({ directDebit: true })
				.where(and(ours(unit, customer), eq(customer.id, of.id)))
		),
	'a person skips a notice': ({ inside, customer: of }) =>
		change(inside, (unit) =>
			unit.tx
				.update(notice)
				.set({ status: 'cancelled', reasons: ['skipped'] })
				.where(and(ours(unit, notice), eq(notice.customerId, of.id)))
		),
	'another scenario is chosen': ({ inside, customer: of }) =>
		change(inside, (unit) => chooseScenario(unit, { customerId: of.id }, null)),
	'the policy of the organisation changes': ({ inside }) =>
		change(inside, (unit) =>
			unit.tx
				.update(organisation)
				.set({ minimumMinor: 150_000n })
				.where(eq(organisation.id, unit.scope.organisationId))
		),
	'two hours pass': async () => setClock(new Date(TEST_INSTANT.getTime() + 7_200_000)),
	'the evening comes': async () => setClock(new Date('2026-03-03T20:00:00Z'))
};

const known = async (inside: SystemScope) => [await decisionsIn(inside), await noticesIn(inside)];

/** As if nobody had been looked at today. */
const forget = (inside: SystemScope) =>
	change(inside, (unit) =>
		unit.tx
			.update(run)
			.set({ seen: 'forgotten' })
			.where(eq(run.organisationId, unit.scope.organisationId))
	);

describe('a look at what changed knows as much as a look at everybody, after', () => {
	test.each(Object.keys(WRITES))(
		'%s',
		async (name) => {
			const inside = await buildOrganisation();
			const all = await accounts(inside);
			await runDunning(inside);
			for (const account of all) {
				await WRITES[name]!(account);
				await runDunning(inside);
				const changed = await known(inside);
				await forget(inside);
				await runDunning(inside);
				expect(await known(inside)).toEqual(changed);
			}
		},
		60_000
	);
});

/** Whom the next look is about, besides those a step waits for. */
const noted = ({ organisationId }: SystemScope) =>
	asOwner('select customer_id from customer_change where organisation_id = $1', [organisationId]);

describe('what is no row of an account leaves a note about its customer, and about nobody else', () => {
	test('a letter that comes back', async () => {
		const { inside, customer: of, deliveryId } = await postedLetter();
		await change(inside, (unit) => {
			const said = { kind: 'bounced' as const, eventKey: deliveryId, at: unit.now, by: 'X' };
			return unit.tx.insert(deliveryReport).values({ ...key(unit), deliveryId, ...said });
		});
		expect(await noted(inside)).toEqual([{ customer_id: of.id }]);
		await runDunning(inside);
		expect(await noted(inside)).toEqual([]);
	});

	test('a number that is cleared', async () => {
		const { inside, customer: of, contact: who } = await postedLetter();
		await change(inside, (unit) => clearNumber(unit, who.id));
		expect(await noted(inside)).toEqual([{ customer_id: of.id }]);
		await runDunning(inside);
		expect(await noted(inside)).toEqual([]);
	});
});

/** Of one of two customers, both of whom were looked at since. */
async function postedLetter() {
	const inside = await buildOrganisation();
	const account = await debtor(inside);
	await debtor(inside);
	await runDunning(inside);
	const [planned] = await noticesIn(inside, account.customer.id);
	const posted = { noticeId: planned!.id, customerId: account.customer.id, toName: 'X' };
	const deliveryId = await change(inside, (unit) =>
		notePosted(unit, { ...posted, language: 'fr', postedOn: unit.today })
	);
	expect(await noted(inside)).toEqual([]);
	return { ...account, deliveryId };
}

test('what commits while a run looks is seen by the next one', async () => {
	const inside = await buildOrganisation();
	const { invoice: of } = await debtor(inside, { dueOn: localDate('2026-02-09') });
	await runDunning(inside);
	await Promise.all([runDunning(inside), buildPayment(inside, of), runDunning(inside)]);
	await runDunning(inside);
	expect(await noticesIn(inside)).toMatchObject([{ status: 'cancelled', reasons: ['settled'] }]);
});

test('another day in between does not make the first one believe in old notes', async () => {
	const inside = await buildOrganisation();
	const { customer: who, invoice: of } = await debtor(inside, { dueOn: localDate('2026-02-09') });
	await runDunning(inside);
	await buildPayment(inside, of);
	await buildInvoice(inside, who, { dueOn: localDate('2026-02-21') });
	await runDunning(inside, { on: localDate('2026-03-04') });
	const again = await runDunning(inside);
	expect(again.customers).toBe(1);
});

test('what changes between the look at a customer and the writing of it is looked at again', async () => {
	const inside = await buildOrganisation();
	const account = await debtor(inside, { dueOn: localDate('2026-04-20') });
	const { runId, on } = await runDunning(inside);
	const dueForACall = localDate('2026-02-09');
	await change(inside, (unit) =>
		unit.tx
			.update(invoice)
			.set({ dueOn: dueForACall })
			.where(and(ours(unit, invoice), eq(invoice.id, account.invoice.id)))
	);
	const read = await change(inside, (unit) =>
		readChunk(unit, { runId, on }, [account.customer.id])
	);
	const decided = await decideChunk(on, read);
	await buildPayment(inside, account.invoice);
	await change(inside, (unit) => writeChunk(unit, { runId, on }, decided));
	expect(await noticesIn(inside)).toMatchObject([{ stepKey: 'call', status: 'to_confirm' }]);
	await runDunning(inside);
	expect(await noticesIn(inside)).toMatchObject([{ status: 'cancelled', reasons: ['settled'] }]);
});
