import { beforeEach, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	await asOwner('truncate organisation cascade');
	({ ours, other } = await buildWorld());
});
const desk = () => callerFor(ours.desk.collector).desk;
const pause = (fields: object) =>
	desk().customers.hold({
		customerId: ours.account.customer.id,
		kind: 'manual',
		reason: 'En vacances',
		untilOn: localDate('2026-03-10'),
		...fields
	});
const page = () => desk().customers.page({ code: 'M1' });
const why = async () =>
	(await desk().dunning.whyCustomer({ customerId: ours.account.customer.id })).decision;
const refusal = async (work: Promise<unknown>) => {
	const { code, field } = asAppError(await work.then(() => null).catch((e: unknown) => e));
	return [code, field ?? null];
};

describe('a pause of one contact', () => {
	test('sends the step to the next one, and says why when there is none', async () => {
		const { contact, customer } = ours.account;
		await pause({ contactId: contact.id });
		const alone = await why();
		expect(alone.reasons).toContainEqual({
			code: 'no_contact',
			reference: 'En vacances',
			until: '2026-03-10'
		});
		const second = await buildContact(ours.inside, customer, { role: 'other' });
		expect(await why()).toMatchObject({ outcome: 'send', contactId: second.id });
	});

	test('lasts to the end of its day where the contact lives', async () => {
		const { customer } = ours.account;
		await desk().customers.removeContact({ contactId: ours.account.contact.id });
		const far = await buildContact(ours.inside, customer, { timeZone: 'America/Los_Angeles' });
		await pause({ contactId: far.id, untilOn: localDate('2026-03-03') });
		// The 4th in Paris, still the 3rd in Los Angeles.
		setClock(new Date('2026-03-04T07:30:00Z'));
		expect((await why()).reasons.map(({ code }) => code)).toContain('no_contact');
		expect((await page()).holds).toHaveLength(1);
		setClock(new Date('2026-03-04T16:30:00Z'));
		expect(await why()).toMatchObject({ outcome: 'send', contactId: far.id });
		expect((await page()).holds).toEqual([]);
	});
});

describe('a pause of one invoice', () => {
	test('leaves the others chased, and names itself', async () => {
		const { customer, overdue } = ours.account;
		const other = await buildInvoice(ours.inside, customer, { dueOn: overdue.dueOn });
		await pause({ invoiceId: overdue.id });
		const { outcome, leaderInvoiceId, reasons } = await why();
		expect([outcome, leaderInvoiceId]).toEqual(['send', other.id]);
		expect(reasons).toContainEqual(
			expect.objectContaining({
				code: 'held_invoice',
				invoiceNumber: 'M1-overdue',
				reference: 'En vacances',
				until: '2026-03-10'
			})
		);
	});
});

test('the file tells who paused and who released, when and why', async () => {
	await pause({ invoiceId: ours.account.overdue.id });
	const holdId = (await page()).holds[0]!.id;
	expect(await refusal(desk().customers.release({ holdId }))).toEqual([
		'explanation_required',
		'releaseReason'
	]);
	await desk().customers.release({ holdId, reason: 'De retour' });
	const { holds, pastHolds } = await page();
	expect(holds).toEqual([]);
	expect(pastHolds).toMatchObject([
		{
			reason: 'En vacances',
			createdBy: 'collector m',
			releasedBy: 'collector m',
			releaseReason: 'De retour',
			invoiceNumber: 'M1-overdue'
		}
	]);
});

test('nobody pauses what is not of this customer, nor a part of a customer in dispute', async () => {
	expect(await refusal(pause({ contactId: other.account.contact.id }))).toEqual([
		'not_found',
		'contactId'
	]);
	expect(await refusal(pause({ contactId: ours.neighbour.contact.id }))).toEqual([
		'not_found',
		'contactId'
	]);
	const { contact } = ours.account;
	expect(await refusal(pause({ kind: 'customer_in_dispute', contactId: contact.id }))).toEqual([
		'hold_whole_customer',
		'about'
	]);
});
