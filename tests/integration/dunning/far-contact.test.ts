import { beforeEach, expect, test } from 'vitest';
import { decisionSentence } from '$lib/i18n/decision-words';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { alertsOf } from '$lib/server/dunning/alerts';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation
} from '../../support/factories';
import { decidedIn, deliveriesIn } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

/** Eleven hours ahead of Paris, whose letters leave between nine and five. */
async function customerInNoumea() {
	const inside = await buildOrganisation({ sendFromMinute: 540, sendUntilMinute: 1020 });
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, {
		email: 'noumea@customer.test',
		role: 'collections',
		timeZone: 'Pacific/Noumea'
	});
	await buildInvoice(inside, customer);
	return { inside, customer };
}

test('a contact whose hours never meet ours is told of, instead of being waited for', async () => {
	const { inside, customer } = await customerInNoumea();
	await runDunning(inside);
	const decision = (await decidedIn(inside))[0]!;
	expect(decision.outcome).toBe('nothing');
	expect(decisionSentence(decision, 'en')).toContain(
		'the hours of noumea@customer.test never meet our sending hours'
	);
	expect(await unitOfWork(inside, alertsOf)).toEqual({
		count: 1,
		customers: [{ code: customer.code, name: customer.name, reason: 'outside_window' }]
	});
});

test('the next contact is written to, and the alert stays', async () => {
	const { inside, customer } = await customerInNoumea();
	await buildContact(inside, customer, { email: 'paris@customer.test', role: 'other' });
	await runDunning(inside);
	expect((await deliveriesIn(inside)).map(({ toEmail }) => toEmail)).toEqual([
		'paris@customer.test'
	]);
	const decision = (await decidedIn(inside))[0]!;
	expect(decision.reasons).toContainEqual({
		code: 'outside_window',
		reference: 'noumea@customer.test'
	});
	expect((await unitOfWork(inside, alertsOf)).count).toBe(1);
});

test('a moment outside the hours is no alert', async () => {
	const inside = await buildOrganisation();
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer);
	await buildInvoice(inside, customer);
	setClock(new Date('2026-03-03T05:00:00Z'));
	await runDunning(inside);
	expect((await unitOfWork(inside, alertsOf)).count).toBe(0);
});
