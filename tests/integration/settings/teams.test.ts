import { beforeEach, describe, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { MOST_TEAMS } from '$lib/domain/disputes/teams';
import { unitOfWork } from '$lib/server/db/client';
import { addRule } from '$lib/server/settings/routing/add-rule';
import { callerFor } from '../../support/scopes';
import { untilSomebodyWaits } from '../../support/waiting';
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

describe('a team in the archive', () => {
	const gate = { fr: 'Porte 9', en: 'Gate 9', de: '', es: '' };
	const rule = {
		...{ name: 'Porte', reasonId: null, category: null, customer: '', customerGroup: '' },
		...{ fromMinor: null, userId: null, team: 'gate_9' }
	};
	const headless = { headName: '', headEmail: '', headLanguage: 'fr' as const };
	const archivedRule = async () => {
		const { id } = await doorOf(ours).routing.add(rule);
		await doorOf(ours).routing.archive({ id });
		return id;
	};

	test('has nobody in it, nobody who answers for it, and no rule or reason that comes back', async () => {
		const desk = doorOf(ours);
		await desk.teams.add({ labels: gate, isShown: true });
		const form = await formOf(ours, 'gate_9');
		const head = { headName: 'Ines', headEmail: 'ines@gate.test', headLanguage: 'fr' as const };
		await desk.teams.change({ ...form, head });
		const before = (await desk.settings.frontPage()).headless;
		const ruleId = await archivedRule();
		const reasons = await desk.reasons.list();
		const reason = reasons.find(({ code }) => code === 'goods_damaged')!;
		await asOwner("update reason set team = 'gate_9', archived_at = now() where id = $1", [
			reason.id
		]);
		await desk.teams.archive({ key: 'gate_9' });
		expect((await desk.settings.frontPage()).headless).toBe(before);
		expect(await desk.teams.show({ key: 'gate_9' })).toMatchObject({ archived: true, head: null });

		const archived = await formOf(ours, 'gate_9');
		const [member] = (await desk.teams.show({ key: 'gate_9' })).people;
		for (const people of [{ head }, { memberIds: [member!.id] }])
			await expect(desk.teams.change({ ...archived, ...people })).rejects.toMatchObject(
				refused('team_archived')
			);
		await desk.teams.change({ ...archived, head: headless, labels: { ...gate, de: 'Tor 9' } });
		await expect(desk.routing.restore({ id: ruleId })).rejects.toMatchObject(
			refused('team_archived')
		);
		await expect(desk.reasons.restore({ id: reason.id })).rejects.toMatchObject(
			refused('team_archived')
		);
		await desk.teams.restore({ key: 'gate_9' });
		await desk.routing.restore({ id: ruleId });
		await desk.reasons.restore({ id: reason.id });
		await desk.routing.archive({ id: ruleId });
		await asOwner("update reason set team = 'quality' where id = $1", [reason.id]);
	});

	test('takes no room among those that are offered', async () => {
		const all = await doorOf(ours).teams.list();
		await asOwner(
			`insert into team (organisation_id, id, key, labels, archived_at)
			select $1, gen_random_uuid(), 'old_' || n, jsonb_build_object('fr', 'Old ' || n, 'en', 'Old ' || n), now()
			from generate_series(1, $2::int) n`,
			[ours.inside.organisationId, MOST_TEAMS - all.length]
		);
		const pier = { fr: 'Jetée', en: 'Pier', de: '', es: '' };
		await doorOf(ours).teams.add({ labels: pier, isShown: true });
		await asOwner("update team set archived_at = null where key like 'old_%'");
		await doorOf(ours).teams.archive({ key: 'pier' });
		await asOwner(
			`insert into team (organisation_id, id, key, labels) values ($1, gen_random_uuid(), 'last', '{"fr":"Dernière","en":"Last"}')`,
			[ours.inside.organisationId]
		);
		await expect(doorOf(ours).teams.restore({ key: 'pier' })).rejects.toMatchObject(
			refused('team_too_many')
		);
	});

	test('is none while somebody gives it something', async () => {
		const inside = deferred();
		const released = deferred();
		const adding = unitOfWork(ours.desk.admin, async (unit) => {
			await addRule(unit, rule);
			inside.resolve();
			await released.promise;
		});
		await inside.promise;
		const archiving = doorOf(ours).teams.archive({ key: 'gate_9' });
		const settled = archiving.then(
			() => 'archived',
			() => 'refused'
		);
		await Promise.race([settled, untilSomebodyWaits()]);
		released.resolve();
		await adding;
		expect(await settled).toBe('refused');
	});
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
	let resolve = () => {};
	const promise = new Promise<void>((done) => (resolve = done));
	return { promise, resolve };
}
