import { beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildCustomer, buildDispute, buildInvoice } from '../../support/factories';
import { canReadPdf, pagesOf } from '../../support/read-pdf';
import { followScenario } from '../../support/scenario';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { day, noticesIn } from '../dunning/world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours } = await buildWorld());
});

/** Owes for January; what falls due in April is disputed in part, and what falls due in a week is not. */
async function debtor(tone: 'formal' | 'firm') {
	const { inside } = ours;
	const customer = await buildCustomer(inside, { address: '4 quai de Saône\n69002 Lyon' });
	await buildContact(inside, customer);
	const due = await buildInvoice(inside, customer, { dueOn: day('2026-01-28') });
	const soon = await buildInvoice(inside, customer, { dueOn: day('2026-03-10') });
	const contested = await buildInvoice(inside, customer, { dueOn: day('2026-04-10') });
	await buildDispute(inside, contested);
	await followScenario(inside, { channel: 'letter', tone, requiresEarlierContact: false });
	const { dunning } = callerFor(ours.desk.collector).desk;
	await dunning.runNow();
	const noticeId = (await noticesIn(inside, customer.id))[0]!.id;
	const listed = async () =>
		(await dunning.notice({ noticeId })).content!.items.map(({ number }) => number);
	const before = await listed();
	await dunning.confirm({ noticeId });
	const { content } = await dunning.letterFile({ noticeId });
	return { due, soon, contested, before, after: await listed(), pdf: content };
}

test('a formal notice lists what is due, and nothing that is not, contested as it may be', async () => {
	const { due, soon, contested, before, after, pdf } = await debtor('formal');
	expect([before, after]).toEqual([[due.number], [due.number]]);
	if (!canReadPdf) return;
	const text = pagesOf(pdf).join('\n');
	expect(text).toContain(due.number);
	for (const { number } of [soon, contested]) expect(text).not.toContain(number);
});

test('a reminder names what is contested beside it', async () => {
	const { due, contested, after } = await debtor('firm');
	expect(after).toEqual(expect.arrayContaining([due.number, contested.number]));
});
