import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { chargesOf } from '$lib/server/late-charges/queries';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildCustomer, buildInvoice } from '../../support/factories';
import { startProvider, type ProviderServer } from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { day, noticesIn } from '../dunning/world';
import { letterOfNotice } from './world';

useDatabase();

let ours: Company;
let other: Company;
let provider: ProviderServer;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
	provider = await startProvider();
	const channel = 'registered_letter';
	for (const { desk, inside } of [ours, other]) {
		await callerFor(desk.admin).desk.providers.set({ channel, url: provider.url });
		await followScenario(inside, { channel, requiresEarlierContact: false });
	}
});
beforeEach(() => setClock(TEST_INSTANT));
afterAll(() => provider.close());

const desk = (company: Company) => callerFor(company.desk.collector).desk;
const atHour = (hour: number) => setClock(new Date(Date.UTC(2026, 2, 10, hour)));
const address = '12 rue Neuve\n69001 Lyon';

/** Posted by the provider on 3 March, and brought back a week later. */
async function returnedLetter(company: Company) {
	setClock(TEST_INSTANT);
	const customer = await buildCustomer(company.inside, { address: '4 quai de Saône\n69002 Lyon' });
	await buildContact(company.inside, customer);
	const invoice = await buildInvoice(company.inside, customer, { dueOn: day('2026-01-28') });
	await desk(company).dunning.runNow();
	const [first] = await noticesIn(company.inside, customer.id);
	await desk(company).dunning.confirm({ noticeId: first!.id });
	await deliverDue();
	const { letterId } = await letterOfNotice(company, first!.id);
	atHour(8);
	await desk(company).letters.cameBack({ letterId, reason: 'NPAI' });
	const again = async () => {
		const { noticeId } = await desk(company).letters.writeAgain({ letterId, address });
		await desk(company).dunning.confirm({ noticeId });
		return noticeId;
	};
	const statusOf = async (noticeId: string) =>
		(await noticesIn(company.inside, customer.id)).find(({ id }) => id === noticeId)!.status;
	/** Late charges that are still asked for. */
	const claims = async () => {
		const rows = await unitOfWork(company.inside, (unit) => chargesOf(unit, [invoice.id]));
		const which = (one: string) => rows.filter(({ decision }) => decision === one).length;
		return which('claimed') - which('void');
	};
	return { again, statusOf, claims };
}

/** Somebody leaves the run of 10 March for that day. */
async function callOff({ inside, desk: { collector } }: Company): Promise<void> {
	const { dunning, runs } = callerFor(collector).desk;
	await dunning.runNow();
	const [run] = await asOwner<{ id: string }>(
		"select id from run where organisation_id = $1 and run_on = '2026-03-10'",
		[inside.organisationId]
	);
	await runs.order({ runId: run!.id, kind: 'cancel', note: '' });
}

test('a letter confirmed after its run was called off leaves; one confirmed before does not', async () => {
	const [before, after, theirs] = [
		await returnedLetter(ours),
		await returnedLetter(ours),
		await returnedLetter(other)
	];
	const early = await before.again();
	const elsewhere = await theirs.again();
	atHour(9);
	await desk(other).dunning.runNow();
	await callOff(ours);
	expect(await before.statusOf(early)).toBe('cancelled');
	expect(await before.claims()).toBe(0);
	atHour(10);
	const late = await after.again();
	atHour(11);
	await deliverDue();
	expect(await after.statusOf(late)).toBe('sent');
	expect(await after.claims()).toBeGreaterThan(0);
	expect(await theirs.statusOf(elsewhere)).toBe('sent');
});
