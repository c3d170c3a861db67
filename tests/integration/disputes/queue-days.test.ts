import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { disputeCommitment } from '$lib/server/db/schema/disputes';
import { queueCase } from '$lib/server/db/schema/queue-cases';
import { deadlinesOf } from '$lib/server/disputes/deadline-facts';
import { keepPromisedDays } from '$lib/server/disputes/keep-promised-days';
import { deadlineTerms } from '$lib/server/disputes/deadline-terms';
import { daysBy, staleDays } from '$lib/server/disputes/moved-days';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type DisputeRow } from '../../support/factories';
import { buildWorld, type Company } from '../../support/world';
import { transitionsOf } from '../dunning/transitions';

useDatabase();
let ours: Company;
let other: Company;
const cases: DisputeRow[] = [];
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	for (const company of [ours, other])
		for (let i = 0; i < 4; i++) {
			const of = await buildInvoice(company.inside, company.account.customer);
			cases.push(await buildDispute(company.inside, of));
		}
});

const at = (day: string) => setClock(new Date(`${day}T09:00:00Z`));

async function moves(of: DisputeRow, ...through: DisputeStatus[]) {
	let now = of;
	for (const to of through) {
		await transitionsOf(ours.inside, now, to);
		now = { ...now, status: to };
	}
}

const promises = (of: DisputeRow, dueOn: string) =>
	unitOfWork(ours.inside, ({ tx, now }) =>
		tx.insert(disputeCommitment).values({
			...{ organisationId: ours.inside.organisationId, id: uuidv7(), disputeId: of.id },
			...{ customerId: of.customerId, dueOn: localDate(dueOn), setAt: now, setByName: 'Test' }
		})
	);

const staleIds = (company = ours) =>
	unitOfWork(company.inside, async (unit) => [...(await staleDays(unit)).keys()].sort());

/** Of every case whose day is not said to be stale: what the queue sorts by, and what the rule says. */
async function daysBeside() {
	return unitOfWork(ours.inside, async (unit) => {
		const stale = await staleDays(unit);
		const termsOf = await deadlineTerms(unit);
		const rows = await unit.tx
			.select()
			.from(queueCase)
			.where(eq(queueCase.organisationId, ours.inside.organisationId));
		const kept = rows.filter(({ id }) => !stale.has(id));
		const facts = await deadlinesOf(
			unit,
			kept.map(({ id }) => id)
		);
		return {
			kept: kept.map(({ id, promisedOn, dueOn, warnOn }) => [id, { promisedOn, dueOn, warnOn }]),
			derived: kept.map(({ id }) => [id, daysBy(facts.get(id)!, termsOf(facts.get(id)!))])
		};
	});
}

async function expectSame() {
	const { kept, derived } = await daysBeside();
	expect(kept.length).toBeGreaterThan(0);
	expect(kept).toEqual(derived);
}

test('the day the queue sorts by is the one the rule says, whatever moves it, from one morning to the next', async () => {
	const [asked, reopened, again, still] = cases as [DisputeRow, DisputeRow, DisputeRow, DisputeRow];
	at('2026-03-04');
	expect(await staleIds()).toEqual(expect.arrayContaining(cases.slice(0, 4).map(({ id }) => id)));
	await keepPromisedDays(ours.inside);
	await expectSame();
	expect(await staleIds()).toEqual([]);
	await moves(asked, 'assigned', 'in_progress', 'waiting_customer');
	await moves(reopened, 'assigned', 'in_progress', 'decided', 'in_progress');
	await promises(again, '2026-03-20');
	await moves(still, 'assigned');
	expect(await staleIds()).toEqual([asked.id, reopened.id, again.id, still.id].sort());
	await expectSame();
	await keepPromisedDays(ours.inside);
	expect(await staleIds()).toEqual([]);
	await expectSame();
	// Who waits for his customer has another day every morning; nobody else has.
	at('2026-03-05');
	expect(await staleIds()).toEqual([asked.id]);
	await keepPromisedDays(ours.inside);
	await expectSame();
	await moves({ ...asked, status: 'waiting_customer' }, 'in_progress');
	expect(await staleIds()).toEqual([asked.id]);
	await keepPromisedDays(ours.inside);
	at('2026-03-10');
	expect(await staleIds()).toEqual([]);
	await expectSame();
});

test('a closure of the house makes every day that moved count again', async () => {
	setClock(TEST_INSTANT);
	await keepPromisedDays(ours.inside);
	await keepPromisedDays(other.inside);
	await asOwner(`update organisation set closures = '["2026-03-04"]' where id = $1`, [
		ours.inside.organisationId
	]);
	expect(await staleIds()).toHaveLength(6);
	expect(await staleIds(other)).toEqual([]);
	await keepPromisedDays(ours.inside);
	await expectSame();
});

test('of more than anybody waits for, only those without a day are worked out at once; the others keep theirs', async () => {
	setClock(TEST_INSTANT);
	await keepPromisedDays(ours.inside);
	await asOwner(`update organisation set closures = '["2026-03-05"]' where id = $1`, [
		ours.inside.organisationId
	]);
	const staleOf = (most: number) =>
		unitOfWork(ours.inside, async (unit) => [...(await staleDays(unit, most)).keys()]);
	expect(await staleOf(6)).toHaveLength(6);
	expect(await staleOf(5)).toEqual([]);
	const of = await buildInvoice(ours.inside, ours.account.customer);
	const { id } = await buildDispute(ours.inside, of);
	expect(await staleOf(5)).toEqual([id]);
	await keepPromisedDays(ours.inside);
	expect(await staleOf(5)).toEqual([]);
	await expectSame();
});

test('status and amount follow their case, and only the house’s own engine writes its days', async () => {
	const differ = await asOwner(
		`select d.id from dispute d left join queue_case q on q.organisation_id = d.organisation_id and q.id = d.id
		where (q.status, q.reason_id, q.customer_id, q.opened_on, q.answer_due_on, q.claimed_minor) is distinct from
			(d.status, d.reason_id, d.customer_id, d.opened_on, d.answer_due_on, (select sum(claimed_minor)::bigint from dispute_item i
				where i.organisation_id = d.organisation_id and i.dispute_id = d.id and i.replaced_at is null))`
	);
	expect(differ).toEqual([]);
	const [theirs] = await asOwner<{ kept: number }>(
		`select count(*)::int as kept from queue_case where organisation_id = $1 and promised_calendar in
			(select promised_calendar from queue_case where organisation_id = $2)`,
		[other.inside.organisationId, ours.inside.organisationId]
	);
	expect(theirs).toEqual({ kept: 0 });
});
