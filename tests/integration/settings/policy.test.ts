import { beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { organisationOf } from '$lib/server/settings/queries';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtor } from '../dunning/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
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

test('Saturday may be a day of sending: what is due that day leaves, Sunday still waits', async () => {
	const inside = await buildOrganisation();
	const desk = callerFor(deskScopeOf(await buildUser(inside, { role: 'admin' }), inside)).desk;
	const { policy } = await desk.settings.policy();
	const { customer } = await debtor(inside, { dueOn: localDate('2026-02-25') });
	const planOn = async (on: string) => {
		const { rows } = await desk.dunning.plan({ on });
		return rows.find(({ customerId }) => customerId === customer.id)!.decision;
	};
	expect(await planOn('2026-03-07')).toMatchObject({ outcome: 'nothing' });
	await desk.settings.changePolicy({ ...policy, sendWeekdays: [1, 2, 3, 4, 5, 6] });
	expect(await planOn('2026-03-07')).toMatchObject({ outcome: 'send', step: { key: 'reminder' } });
	expect(await planOn('2026-03-08')).toMatchObject({ outcome: 'nothing' });
	await desk.settings.changePolicy({ ...policy, sendWeekdays: [1, 6], closures: ['2026-03-07'] });
	expect(await planOn('2026-03-07')).toMatchObject({ outcome: 'nothing' });
	expect(await planOn('2026-03-10')).toMatchObject({ outcome: 'nothing' });
});
