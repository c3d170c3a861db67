import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { organisationWithDebtor } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

async function planAt(instant: string, on?: string) {
	const { inside } = await organisationWithDebtor();
	const collector = await buildUser(inside, { role: 'collector' });
	setClock(new Date(instant));
	return callerFor(deskScopeOf(collector, inside)).desk.dunning.plan({ on });
}

describe('the plan of the day', () => {
	test('shows before the sending hours what leaves in them, and when', async () => {
		const plan = await planAt('2026-03-03T05:00:00Z');
		expect(plan.outcomes).toMatchObject({ send: 1, nothing: 0 });
		expect(plan.hours).toMatchObject({ now: 'before', workingDay: true });
		expect(plan.reasons.map(({ code }) => code)).not.toContain('outside_window');
	});

	test('says after them that they are over, and when they open again', async () => {
		const plan = await planAt('2026-03-06T21:00:00Z');
		expect(plan.outcomes.send).toBe(1);
		expect(plan.hours).toMatchObject({ now: 'over', nextOn: '2026-03-09' });
	});

	test('of another day knows no hour of today', async () => {
		expect((await planAt('2026-03-03T21:00:00Z', '2026-03-04')).hours.now).toBeNull();
	});
});
