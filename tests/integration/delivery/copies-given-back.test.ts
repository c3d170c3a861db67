import { beforeEach, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { giveBack } from '$lib/server/delivery/begin';
import { claimGroup } from '$lib/server/delivery/claim-group';
import { deliverAll } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/notice-hooks';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildOrganisation, buildPayment, buildUser } from '../../support/factories';
import { followScenario } from '../../support/scenario';
import { debtor, deliveriesIn } from '../dunning/world';

useDatabase();

let inside: SystemScope;
let debtors: Awaited<ReturnType<typeof debtor>>[];

const minutesLater = (minutes: number) =>
	setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

/** Two reminders, each with a copy to the accounts of the customer and one to a colleague. */
beforeEach(async () => {
	setClock(TEST_INSTANT);
	inside = await buildOrganisation();
	await buildUser(inside, { role: 'collector' });
	await followScenario(inside, { copyRoles: ['billing'], internalCopies: ['collector'] });
	debtors = [await debtor(inside), await debtor(inside)];
	for (const { customer } of debtors)
		await buildContact(inside, customer, {
			role: 'billing',
			email: `accounts@${customer.code.toLowerCase()}.test`
		});
	await runDunning(inside);
});

const copiesOf = async ({ customer }: (typeof debtors)[number]) =>
	(await deliveriesIn(inside)).filter(
		({ customerId, noticeId }) => customerId === customer.id && noticeId === null
	);

test('copies of a reminder that was given back say what it says when it leaves', async () => {
	const ids = (await deliveriesIn(inside)).map(({ id }) => id);
	await giveBack(inside, ids, await claimGroup(inside, ids));
	const [untouched, paidInPart] = debtors;
	const before = await copiesOf(paidInPart!);
	await buildPayment(inside, paidInPart!.invoice, 40_000n);
	minutesLater(5);
	await deliverAll();
	minutesLater(20);
	await deliverAll();
	const after = await copiesOf(paidInPart!);
	expect(after.map(({ status, response }) => [status, response])).toEqual(
		after.map(() => ['sent', 'mailbox'])
	);
	expect(after.map(({ id, linkId }) => [id, linkId])).toEqual(
		before.map(({ id, linkId }) => [id, linkId])
	);
	expect(after).toHaveLength(2);
	for (const { text } of after) {
		expect(text).toContain('600,00');
		expect(text).not.toContain('1 000,00');
	}
	expect((await copiesOf(untouched!)).map(({ status }) => status)).toEqual(['sent', 'sent']);
});
