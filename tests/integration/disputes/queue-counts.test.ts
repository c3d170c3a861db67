import { beforeAll, expect, test } from 'vitest';
import { VIEWS } from '$lib/server/disputes/queue-filter';
import { keepPromisedDays } from '$lib/server/disputes/keep-promised-days';
import { addDays, localDate } from '$lib/domain/calendar';
import { asOwner, useDatabase } from '../../support/database';
import { buildAssignment, buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	for (const company of [ours, other])
		for (const day of ['2026-01-05', '2026-02-20', '2026-03-02']) {
			const of = await buildInvoice(company.inside, company.account.customer);
			const made = await buildDispute(company.inside, of, {
				openedOn: localDate(day),
				answerDueOn: addDays(localDate(day), 10)
			});
			if (day === '2026-01-05')
				await buildAssignment(company.inside, made, { userId: company.desk.collector.user.id });
		}
});

const desk = (of: Company) => callerFor(of.desk.collector).desk;
const counted = async (of: Company) => {
	const { views, dangers } = await desk(of).disputes.queue({});
	return { views, dangers };
};
/** What each list says when it is opened. */
async function listed(of: Company) {
	const views: Record<string, number | null> = {};
	for (const view of VIEWS)
		// An amount from nothing on narrows no view, and is counted by the list itself.
		views[view] = (await desk(of).disputes.queue({ view, amountFrom: '0' })).total;
	// Counted where it is looked at.
	Object.assign(views, { closed: null });
	const danger = async (deadline: string) => (await desk(of).disputes.queue({ deadline })).total;
	return { views, dangers: { risk: await danger('risk'), breached: await danger('breached') } };
}
const forgetDays = (which: string) =>
	asOwner(`update queue_case set promised_on = null, due_on = null, warn_on = null where ${which}`);

test('the numbers beside the views are those of their lists, whichever days are worked out', async () => {
	await forgetDays('true');
	const before = await counted(ours);
	expect(before.views.mine).toBeGreaterThan(0);
	expect(before.views.late).toBeGreaterThan(0);
	expect(before).toEqual(await listed(ours));
	await keepPromisedDays(ours.inside);
	expect(await counted(ours)).toEqual(before);
	await forgetDays(`opened_on = '2026-01-05'`);
	expect(await counted(ours)).toEqual(before);
	expect(await counted(ours)).toEqual(await listed(ours));
});

test('another organisation counts its own', async () => {
	const before = await counted(other);
	expect(before).toEqual(await listed(other));
	await asOwner(`update dispute set status = 'withdrawn' where organisation_id = $1`, [
		ours.inside.organisationId
	]);
	expect((await counted(ours)).views).toMatchObject({ open: 0, mine: 0, late: 0 });
	expect(await counted(other)).toEqual(before);
});

test('the page shows the list with what its filters offer', async () => {
	const { queue, view, sort, people, reasons, ...page } = await desk(other).queue.page({
		view: 'mine',
		sort: 'amount'
	});
	expect({ view, sort }).toEqual({ view: 'mine', sort: 'amount' });
	expect({ view, sort, ...queue }).toEqual(
		await desk(other).disputes.queue({ view: 'mine', sort: 'amount' })
	);
	expect(people.map(({ id }) => id)).not.toContain(ours.desk.collector.user.id);
	expect(reasons.length).toBeGreaterThan(0);
	expect(page).toMatchObject({ views: [], postponed: [], subStatuses: [] });
});
