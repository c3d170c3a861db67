import { beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { nameHeads } from '../../support/team-heads';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
});

const deskOf = (company: Company) => callerFor(company.desk.admin).desk;
const shown = (company: Company) => deskOf(company).settings.frontPage();

test('the front page counts what is set up here, and nothing of another house', async () => {
	const before = await shown(ours);
	const elsewhere = await shown(other);
	const desk = deskOf(ours);
	await desk.subStatuses.add({ status: 'in_progress', labels: { fr: 'Labo', en: 'Laboratory' } });
	await desk.sources.declare({
		name: 'Banque',
		kind: 'cash',
		profileId: null,
		maximumAgeHours: 48
	});
	await nameHeads(ours.inside, [
		{ key: 'sales', headName: 'Sonia', headEmail: 'sonia@m1.test', headLanguage: 'fr' }
	]);
	const after = await shown(ours);
	expect(after).toMatchObject({
		subStatuses: before.subStatuses + 1,
		sources: before.sources + 1,
		headless: before.headless - 1
	});
	expect(await shown(other)).toEqual(elsewhere);
});

test('whoever keeps the rest is named, or nobody is', async () => {
	const desk = deskOf(ours);
	await desk.routing.chooseFallback({ userId: null });
	expect((await shown(ours)).fallback).toBeNull();
	const [somebody] = (await desk.routing.choices()).colleagues;
	await desk.routing.chooseFallback({ userId: somebody!.id });
	expect((await shown(ours)).fallback).toBe(somebody!.name);
});
