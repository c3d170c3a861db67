import { beforeAll, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { uuidv7 } from 'uuidv7';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const opened = () =>
	buildDispute(ours.inside, ours.account.overdue, {
		...{ openedOn: '2026-02-23' as never, answerDueOn: '2026-02-27' as never }
	});
const step = (disputeId: string, from: string, to: string, on: string) =>
	asOwner(
		`insert into dispute_transition (organisation_id, id, customer_id, dispute_id, from_status, to_status, at, on_day, by_kind, by_name)
		 values ($1, $2, $3, $4, $5, $6, ($7 || 'T09:00:00Z')::timestamptz, $7::date, 'staff', 'x')`,
		[ours.inside.organisationId, uuidv7(), ours.account.customer.id, disputeId, from, to, on]
	);
const page = (reference: string, company = ours) =>
	callerFor(company.desk.collector).desk.disputes.page({ reference });

test('the page of a case tells piece by piece how its day comes about, and the sum is what was given', async () => {
	const { id, reference } = await opened();
	await step(id, 'submitted', 'waiting_customer', '2026-02-24');
	await step(id, 'waiting_customer', 'in_progress', '2026-02-26');
	const { clock, promisedOn } = await page(reference);
	expect(clock).toEqual({
		intervals: [
			{ kind: 'counted', from: '2026-02-23', until: '2026-02-24', days: 1 },
			{ kind: 'paused', from: '2026-02-24', until: '2026-02-26', days: 2 },
			{ kind: 'counted', from: '2026-02-26', until: '2026-03-03', days: 3 }
		],
		...{ days: 4, pausedDays: 2, dueOn: promisedOn }
	});
});

test('nobody of another house reads it', async () => {
	const { reference } = await opened();
	await expect(page(reference, other)).rejects.toThrow('not_found');
});
