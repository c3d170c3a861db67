import { beforeAll, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { organisationOf } from '$lib/server/settings/queries';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
const admin = () => callerFor(ours.desk.admin).desk.settings;
const refusal = async (work: Promise<unknown>) => {
	const { code, field } = asAppError(await work.then(() => null).catch((e: unknown) => e));
	return [code, field ?? null];
};

test('an administrator changes the policy of the own company, and the audit keeps before and after', async () => {
	const { policy } = await admin().policy();
	await admin().changePolicy({ ...policy, minContactDelayDays: 7, closures: ['2026-12-24'] });
	await admin().changePolicy({ ...policy, minContactDelayDays: 7, closures: ['2026-12-24'] });
	expect((await admin().policy()).policy.minContactDelayDays).toBe(7);
	const events = await asOwner<{ data: unknown }>(
		`select data from audit_event where action = 'organisation.policy_changed'`
	);
	expect(events).toEqual([
		{
			data: {
				before: { minContactDelayDays: 3, closures: [] },
				after: { minContactDelayDays: 7, closures: ['2026-12-24'] }
			}
		}
	]);
	const theirs = await unitOfWork(other.inside, organisationOf);
	expect(theirs.minContactDelayDays).toBe(3);
	expect((await admin().policy()).closedDays.map(({ day }) => day)).toContain('2026-12-24');
});

test('hours that end before they begin, an unknown country and nobody else than an administrator', async () => {
	const { policy } = await admin().policy();
	expect(await refusal(admin().changePolicy({ ...policy, sendUntilMinute: 60 }))).toEqual([
		'invalid_input',
		'sendUntilMinute'
	]);
	expect(await refusal(admin().changePolicy({ ...policy, country: 'XX' }))).toEqual([
		'invalid_input',
		'country'
	]);
	const collector = callerFor(ours.desk.collector).desk.settings;
	expect(await refusal(collector.changePolicy(policy))).toEqual(['not_allowed', null]);
});
