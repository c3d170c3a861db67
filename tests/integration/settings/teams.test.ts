import { beforeEach, describe, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
});

const doorOf = (company: Company) => callerFor(company.desk.admin).desk;
const dock = { fr: 'Quai 4', en: 'Dock 4', de: '', es: '' };
const keysOf = async (company: Company) =>
	(await doorOf(company).teams.list()).filter(({ archived }) => !archived).map(({ key }) => key);
/** What the form of its page sends when nothing is changed in it. */
async function formOf(company: Company, key: string) {
	const { labels, isShown, head, people, seen } = await doorOf(company).teams.show({ key });
	const { headName = '', headEmail = '', headLanguage = 'fr' as const } = head ?? {};
	return {
		...{ key, isShown, seen, labels: { fr: '', en: '', de: '', es: '', ...labels } },
		head: { headName, headEmail, headLanguage },
		memberIds: people.filter(({ team }) => team === key).map(({ id }) => id)
	};
}
const refused = (code: string, field?: string) => ({
	cause: { code, ...(field && { field }) }
});
const eventsOf = async (action: string) =>
	asOwner<{ data: Record<string, unknown> }>(
		'select data from audit_event where action = $1 order by at, id',
		[action]
	);

describe('the teams of a house', () => {
	test('begin with the five, in their words; the house adds its own, which no other house sees', async () => {
		const usual = ['sales', 'logistics', 'quality', 'billing', 'accounting'];
		expect(await keysOf(ours)).toEqual(usual);
		expect(await doorOf(ours).teams.add({ labels: dock, isShown: true })).toEqual({
			key: 'dock_4'
		});
		expect(await keysOf(ours)).toEqual([...usual, 'dock_4']);
		expect(await keysOf(other)).toEqual(usual);
		const { teams } = await doorOf(ours).settings.frame();
		expect(teams.find(({ key }) => key === 'dock_4')!.labels).toMatchObject({
			...{ fr: 'Quai 4', en: 'Dock 4' }
		});
		await expect(doorOf(other).teams.show({ key: 'dock_4' })).rejects.toMatchObject(
			refused('not_found')
		);
		expect(await eventsOf('team.added')).toHaveLength(1);
	});

	test('are called alike by nobody', async () => {
		await expect(
			doorOf(ours).teams.add({ labels: { ...dock, fr: 'quai 4 ', en: 'Pier' }, isShown: true })
		).rejects.toMatchObject(refused('name_taken', 'label-fr'));
		await expect(
			doorOf(ours).teams.add({ labels: { ...dock, fr: '', en: '' }, isShown: true })
		).rejects.toMatchObject(refused('required'));
	});

	test('go up and down', async () => {
		await doorOf(ours).teams.move({ key: 'dock_4', direction: 'up' });
		expect((await keysOf(ours)).slice(-2)).toEqual(['dock_4', 'accounting']);
		await doorOf(ours).teams.move({ key: 'sales', direction: 'up' });
		expect((await keysOf(ours))[0]).toBe('sales');
	});
});

describe('a team', () => {
	test('takes members in, lets them out, is renamed and headed in one form; the same again changes nothing', async () => {
		const { people } = await doorOf(ours).teams.show({ key: 'dock_4' });
		const [one, two] = people.map(({ id }) => id);
		await doorOf(ours).teams.change({
			...(await formOf(ours, 'dock_4')),
			labels: { ...dock, de: 'Rampe 4' },
			head: { headName: 'Ines', headEmail: 'ines@m1.test', headLanguage: 'fr' },
			memberIds: [one!, two!]
		});
		const listed = (await doorOf(ours).teams.list()).find(({ key }) => key === 'dock_4')!;
		expect(listed).toMatchObject({ labels: { de: 'Rampe 4' }, head: { headName: 'Ines' } });
		expect(listed.members.map(({ id }) => id).sort()).toEqual([one, two].sort());
		const changes = (await eventsOf('team.changed')).length;
		const moves = (await eventsOf('user.changed')).length;
		await doorOf(ours).teams.change(await formOf(ours, 'dock_4'));
		expect(await eventsOf('team.changed')).toHaveLength(changes);
		expect(await eventsOf('user.changed')).toHaveLength(moves);
		await doorOf(ours).teams.change({ ...(await formOf(ours, 'dock_4')), memberIds: [one!] });
		expect((await formOf(ours, 'dock_4')).memberIds).toEqual([one]);
	});

	test('is not written over by whoever read an older page', async () => {
		const old = await formOf(ours, 'dock_4');
		await doorOf(ours).teams.change({ ...old, isShown: false });
		await expect(doorOf(ours).teams.change({ ...old, isShown: true })).rejects.toMatchObject(
			refused('conflict')
		);
	});

	test('of the usual ones keeps the words of the product until somebody writes others, and takes them back', async () => {
		const kept = async () =>
			(
				await asOwner<{ labels: object }>(
					"select labels from team where key = 'billing' and organisation_id = $1",
					[ours.inside.organisationId]
				)
			)[0]?.labels;
		const form = await formOf(ours, 'billing');
		await doorOf(ours).teams.change({ ...form, isShown: false });
		expect(await kept()).toEqual({});
		const renamed = { ...form.labels, fr: 'Facturation Nord' };
		const again = await formOf(ours, 'billing');
		await doorOf(ours).teams.change({ ...again, labels: renamed });
		expect(await kept()).toMatchObject({ fr: 'Facturation Nord' });
		const last = await formOf(ours, 'billing');
		await doorOf(ours).teams.change({ ...last, labels: form.labels });
		expect(await kept()).toEqual({});
	});
});

describe('whoever chooses a team', () => {
	test('may choose one of the house, and none that is not there', async () => {
		const rule = {
			...{ name: 'Quai', reasonId: null, category: null, customer: '', customerGroup: '' },
			...{ fromMinor: null, userId: null }
		};
		await doorOf(ours).routing.add({ ...rule, team: 'dock_4' });
		await expect(doorOf(ours).routing.add({ ...rule, team: 'nowhere' })).rejects.toMatchObject(
			refused('team_unknown', 'target')
		);
		await expect(doorOf(other).routing.add({ ...rule, team: 'dock_4' })).rejects.toMatchObject(
			refused('team_unknown', 'target')
		);
	});

	test('is offered none that is archived; it is archived once nothing points to it, and comes back', async () => {
		const show = () => doorOf(ours).teams.show({ key: 'dock_4' });
		const { uses } = await show();
		expect(uses.rules.map(({ name }) => name)).toEqual(['Quai']);
		expect(uses.members).toHaveLength(1);
		await expect(doorOf(ours).teams.archive({ key: 'dock_4' })).rejects.toMatchObject(
			refused('team_in_use')
		);
		await doorOf(ours).routing.archive({ id: uses.rules[0]!.id });
		await doorOf(ours).teams.change({ ...(await formOf(ours, 'dock_4')), memberIds: [] });
		await doorOf(ours).teams.archive({ key: 'dock_4' });
		expect(await keysOf(ours)).not.toContain('dock_4');
		await doorOf(ours).teams.restore({ key: 'dock_4' });
		expect(await keysOf(ours)).toContain('dock_4');
	});

	test('of those that answer a reason, the reason keeps the team from the archive', async () => {
		const { uses } = await doorOf(ours).teams.show({ key: 'sales' });
		expect(uses.reasons.length).toBeGreaterThan(0);
		await expect(doorOf(ours).teams.archive({ key: 'sales' })).rejects.toMatchObject(
			refused('team_in_use')
		);
	});
});
