import { beforeEach, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { nameHeads } from '../../support/team-heads';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
});

type Settings = ReturnType<typeof callerFor>['desk']['settings'];
const settingsOf = (company: Company): Settings => callerFor(company.desk.admin).desk.settings;
const head = (key: 'sales' | 'quality', headName: string, headEmail: string) =>
	({ ...{ key, headName, headEmail }, headLanguage: 'fr' }) as const;
const namedIn = async (company: Company) =>
	(await settingsOf(company).teams()).flatMap(({ key, head: named }) =>
		named ? [`${key} ${named.headName} ${named.headEmail}`] : []
	);
const recorded = async () =>
	(await asOwner("select 1 from audit_event where action = 'organisation.team_head_named'", []))
		.length;

test('heads of teams are named, renamed and taken away together; the same again changes nothing; another house sees none', async () => {
	const both = [head('sales', 'Sonia', 'sonia@m1.test'), head('quality', 'Ines', 'ines@m1.test')];
	await nameHeads(ours.inside, both);
	expect(await namedIn(ours)).toEqual(['sales Sonia sonia@m1.test', 'quality Ines ines@m1.test']);
	expect(await namedIn(other)).toEqual([]);
	const before = await recorded();
	await nameHeads(ours.inside, both);
	expect(await recorded()).toBe(before);
	await nameHeads(ours.inside, [head('sales', 'Marc', 'marc@m1.test'), head('quality', '', '')]);
	expect(await namedIn(ours)).toEqual(['sales Marc marc@m1.test']);
	expect(await recorded()).toBe(before + 2);
});

test('what is half-filled is refused at once, all of it, and nothing is kept', async () => {
	const before = await namedIn(ours);
	await expect(
		nameHeads(ours.inside, [head('sales', 'Paul', ''), head('quality', '', 'ines@m1.test')])
	).rejects.toMatchObject({
		...{ code: 'required', field: 'sales-headEmail' },
		others: [{ code: 'required', field: 'quality-headName' }]
	});
	await expect(nameHeads(ours.inside, [head('sales', 'Paul', 'paul@m1')])).rejects.toMatchObject({
		code: 'email_invalid',
		field: 'sales-headEmail'
	});
	expect(await namedIn(ours)).toEqual(before);
});
