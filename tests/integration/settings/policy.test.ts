import { beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { organisationOf } from '$lib/server/settings/queries';
import { errorWords } from '$lib/i18n/words';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
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
		'hours_reversed',
		'sendUntilMinute'
	]);
	expect(await refusal(admin().changePolicy({ ...policy, country: 'XX' }))).toEqual([
		'country_unknown',
		'country'
	]);
	const collector = callerFor(ours.desk.collector).desk.settings;
	expect(await refusal(collector.changePolicy(policy))).toEqual(['not_allowed', null]);
});

test('everything that is wrong is said at once, each in words of its own', async () => {
	const { policy } = await admin().policy();
	const thrown = await admin()
		.changePolicy({
			...policy,
			country: 'FRANCE',
			closures: ['2026-12-24', 'Christmas', '2026-02-30'],
			sendFromMinute: NaN,
			sendWeekdays: [],
			weeklyMails: 99,
			minContactDelayDays: NaN,
			minimumMinor: -1n
		})
		.catch((e: unknown) => e);
	const first = asAppError(thrown);
	const said = [first, ...first.others].map(({ code, field, details }) => [
		field,
		errorWords(code, details, 'en')
	]);
	expect(said).toEqual([
		['country', 'The public holidays of “FRANCE” are not known. Choose a country of the list.'],
		[
			'closures',
			'“Christmas” is no closing day or period: write for example 24/12/2026, or 24/12/2026 – 02/01/2027, one per line.'
		],
		[
			'closures',
			'“2026-02-30” is no closing day or period: write for example 24/12/2026, or 24/12/2026 – 02/01/2027, one per line.'
		],
		['sendFromMinute', 'Enter a time, for example 08:00.'],
		['sendWeekdays', 'Tick at least one sending day: without one, nothing would ever leave.'],
		['minContactDelayDays', 'Enter a whole number.'],
		['minimumMinor', 'Enter an amount, for example 125.50'],
		['weeklyMails', 'Enter 50 at most.']
	]);
});

test('public holidays are named in the language of the reader, closures are the company’s own', async () => {
	const { policy } = await admin().policy();
	await admin().changePolicy({ ...policy, country: 'FR', closures: ['2026-12-24'] });
	const { closedDays } = await admin().policy();
	expect(closedDays).toContainEqual({
		day: '2026-12-25',
		name: {
			fr: 'Noël',
			en: 'Christmas Day',
			de: expect.any(String) as string,
			es: expect.any(String) as string
		}
	});
	expect(closedDays).toContainEqual({ day: '2026-12-24', name: null });
});

test('a region has public holidays of its own; one of another country is refused', async () => {
	const { policy } = await admin().policy();
	const summer = async (region: string) => {
		await admin().changePolicy({ ...policy, country: 'GB', region });
		const { closedDays, regions } = await admin().policy();
		expect(regions.map(({ code }) => code)).toContain('SCT');
		return closedDays.map(({ day }) => day).filter((day) => day.startsWith('2026-08'));
	};
	expect(await summer('')).toEqual([]);
	expect(await summer('ENG')).toEqual(['2026-08-31']);
	expect(await summer('SCT')).toEqual(['2026-08-03']);
	const england = admin().changePolicy({ ...policy, country: 'FR', region: 'ENG' });
	expect(await refusal(england)).toEqual(['region_unknown', 'region']);
	await admin().changePolicy(policy);
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

test('the calling hours stand on the customers’ pages of that company and no other', async () => {
	const { policy } = await admin().policy();
	await admin().changePolicy({
		...policy,
		contactHours: { fr: ' Du lundi au vendredi, de 9 h à 12 h ', en: '' }
	});
	const hoursOn = async ({ account }: Company) =>
		(await callerFor(await portalScopeOf(account.portalPath)).portal.customers.frame()).creditor
			.contactHours;
	expect(await hoursOn(ours)).toEqual({ fr: 'Du lundi au vendredi, de 9 h à 12 h' });
	expect(await hoursOn(other)).toEqual({});
	await expect(
		admin().changePolicy({ ...policy, contactHours: { fr: 'x'.repeat(121) } })
	).rejects.toThrow();
});
