import { beforeAll, beforeEach, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type InvoiceRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let invoice: InvoiceRow;
let disputeId: string;
let reference: string;

const desk = (company = ours) => callerFor(company.desk.collector).desk;
/** Days after the case was closed. */
const later = (days: number) => setClock(new Date(TEST_INSTANT.getTime() + days * 24 * 3_600_000));
const reopen = (company = ours) =>
	desk(company).disputes.reopen({ disputeId, note: 'Le client conteste encore.' });

beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	const made = await buildDispute(ours.inside, invoice, { claimedMinor: 30_000n });
	disputeId = made.id;
	reference = made.reference;
	await desk().disputes.close({ disputeId, to: 'not_a_dispute', note: 'Vu au téléphone.' });
});

test('on its last day a closed case goes on', async () => {
	later(30);
	expect(await reopen()).toBeNull();
	expect(await statusOf(disputeId)).toBe('in_progress');
});

test('a day later a new case takes it up, and each names the other', async () => {
	later(31);
	const opened = await reopen();
	expect(opened?.reference).toMatch(/^LIT-/);
	expect(await statusOf(disputeId)).toBe('not_a_dispute');
	const made = await desk().disputes.page({ reference: opened!.reference });
	expect(made).toMatchObject({ follows: reference, followedBy: [], claimed: { minor: 30_000n } });
	expect(await desk().disputes.page({ reference })).toMatchObject({
		follows: null,
		followedBy: [opened!.reference]
	});
	expect(await reopen()).toEqual(opened);
});

test('the house says within how many days', async () => {
	await asOwner('update organisation set reopen_days = 0 where id = $1', [
		ours.inside.organisationId
	]);
	expect(await reopen()).toBeNull();
	await desk().disputes.close({ disputeId, to: 'not_a_dispute', note: 'Vu.' });
	later(1);
	expect(await reopen()).not.toBeNull();
	await asOwner('update organisation set reopen_days = 30 where id = $1', [
		ours.inside.organisationId
	]);
});

test('another organisation opens nothing', async () => {
	later(31);
	await expect(reopen(other)).rejects.toMatchObject({ message: 'not_found' });
});
