import { beforeEach, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { warnedAbout } from '$lib/domain/disputes/absence';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	await asOwner('delete from absence');
});

const absencesOf = (company: Company, role: 'admin' | 'resolver' | 'collector' | 'approver') =>
	callerFor(company.desk[role]).desk.absences;
const days = (fromOn: string, untilOn: string) => ({
	...{ fromOn: localDate(fromOn), untilOn: localDate(untilOn) }
});
const WEEK = days('2026-03-09', '2026-03-13');
const refusal = (message: string) => ({ message });
const recorded = async () =>
	(
		await asOwner<{ action: string }>(
			"select action from audit_event where action like 'absence.%' order by at, id"
		)
	).map(({ action }) => action);

test('a colleague enters his own, an administrator anybody’s; both are recorded, and the other house sees none', async () => {
	const { resolver, collector } = ours.users;
	const mine = await absencesOf(ours, 'resolver').enter({ ...WEEK, substituteId: collector.id });
	const theirs = { ...WEEK, userId: ours.users.approver.id, substituteId: collector.id };
	await absencesOf(ours, 'admin').enter({ ...theirs, warned: warnedAbout(theirs) });
	await expect(
		absencesOf(ours, 'collector').enter({
			...{ ...WEEK, userId: resolver.id, substituteId: collector.id }
		})
	).rejects.toMatchObject({ message: 'not_allowed' });
	const names = async (company: Company, role: 'admin' | 'resolver' | 'collector' | 'approver') =>
		(await absencesOf(company, role).list()).absences.map(({ name }) => name).sort();
	const both = [resolver.name, ours.users.approver.name].sort();
	expect(await names(ours, 'admin')).toEqual(both);
	expect(await names(ours, 'resolver')).toEqual([resolver.name]);
	// He stands in for both.
	expect(await names(ours, 'collector')).toEqual(both);
	for (const role of ['admin', 'resolver', 'collector'] as const)
		expect(await names(other, role)).toEqual([]);

	for (const stranger of [absencesOf(ours, 'collector'), absencesOf(other, 'admin')])
		await expect(stranger.withdraw(mine)).rejects.toThrow();
	expect(await names(ours, 'resolver')).toEqual([resolver.name]);
	await absencesOf(ours, 'resolver').withdraw(mine);
	expect(await names(ours, 'resolver')).toEqual([]);
	await expect(absencesOf(ours, 'resolver').withdraw(mine)).rejects.toMatchObject({
		message: 'not_found'
	});
	expect(await recorded()).toEqual(['absence.entered', 'absence.entered', 'absence.withdrawn']);
});

test('one at a time, with somebody of the same house who works there', async () => {
	const { collector, approver } = ours.users;
	const { enter } = absencesOf(ours, 'resolver');
	const substituteId = collector.id;
	await expect(enter({ ...WEEK, substituteId: other.users.collector.id })).rejects.toMatchObject(
		refusal('substitute_unknown')
	);
	await asOwner('update "user" set disabled_at = $1 where id = $2', ['2026-03-01', approver.id]);
	try {
		await expect(enter({ ...WEEK, substituteId: approver.id })).rejects.toMatchObject(
			refusal('substitute_unknown')
		);
	} finally {
		await asOwner('update "user" set disabled_at = null where id = $1', [approver.id]);
	}
	const twice = await Promise.allSettled([
		enter({ ...WEEK, substituteId }),
		enter({ ...WEEK, substituteId })
	]);
	expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	await expect(enter({ ...days('2026-03-13', '2026-03-16'), substituteId })).rejects.toMatchObject(
		refusal('absence_overlaps')
	);
	await enter({ ...days('2026-03-14', '2026-03-16'), substituteId });
});

test('an approver who is away is named with his substitute only where that one may approve', async () => {
	const { approver, collector, admin } = ours.users;
	const { reference } = ours.account.dispute;
	const rule = { category: null, claimType: null, aboveMinor: '0', approverId: null };
	await asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		...[ours.inside.organisationId, JSON.stringify([rule])]
	]);
	const named = async () => {
		const { approval } = await callerFor(ours.desk.collector).desk.disputes.page({ reference });
		return approval.levels.flatMap(({ signers }) => signers.map(({ name }) => name));
	};
	const { enter, withdraw } = absencesOf(ours, 'approver');
	const now = days('2026-03-02', '2026-03-13');
	const deciders = async () =>
		(await callerFor(ours.desk.collector).desk.promises.list()).policy.deciders;
	expect(await named()).toEqual([admin.name, approver.name]);
	expect(await deciders()).toEqual([admin.name, approver.name]);
	const wanted = { ...now, userId: ours.users.approver.id, substituteId: collector.id };
	const first = await enter({ ...wanted, warned: warnedAbout(wanted) });
	// His substitute may not: whoever else may.
	expect(await named()).toEqual([admin.name]);
	expect(await deciders()).toEqual([admin.name]);
	await withdraw(first);
	await enter({ ...now, substituteId: admin.id });
	expect(await named()).toEqual([admin.name]);
	expect(await deciders()).toEqual([admin.name]);
});
