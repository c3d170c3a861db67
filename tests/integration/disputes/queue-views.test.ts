import { beforeAll, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
type Who = keyof Company['desk'];
const queue = (who: Who, company = ours) => callerFor(company.desk[who]).desk.queue;
const names = async (who: Who, company = ours) =>
	(await queue(who, company).views()).views.map(({ name }) => name);
const filter = { view: 'late' as const, q: ' palette ' };

test('a filter is saved under a name, as the queue understands it, and chosen again', async () => {
	const { viewId } = await queue('collector').saveView({ name: ' Palettes ', filter });
	const { views } = await queue('collector').views();
	expect(views).toMatchObject([
		{
			...{ id: viewId, name: 'Palettes', shared: false, sharedBy: null, mayChange: true },
			...{ isDefault: false, filter: { view: 'late', sort: 'due', q: 'palette' } }
		}
	]);
	await expect(queue('collector').saveView({ name: 'palettes', filter })).rejects.toMatchObject({
		cause: { code: 'view_name_taken', field: 'name' }
	});
	expect(await names('admin')).toEqual([]);
});

test('what is shared is offered to everybody of the house, and changed by its owner or an administrator', async () => {
	const { viewId } = await queue('collector').saveView({ name: 'Shared', shared: true, filter });
	expect(await names('executive')).toEqual(['Shared']);
	expect(await names('collector', other)).toEqual([]);
	expect((await queue('executive').views()).views[0]).toMatchObject({
		sharedBy: 'collector m',
		mayChange: false
	});
	for (const attempt of [
		() => queue('executive').changeView({ viewId, name: 'Mine' }),
		() => queue('approver').removeView({ viewId }),
		() => queue('collector', other).changeView({ viewId, name: 'Theirs' }),
		() => queue('executive').saveView({ name: 'For all', shared: true, filter })
	])
		await expect(attempt()).rejects.toThrow();
	await queue('admin').changeView({ viewId, name: 'Renamed' });
	await queue('collector').changeView({ viewId, filter: { view: 'mine' } });
	const [found] = (await queue('executive').views()).views;
	expect(found).toMatchObject({ name: 'Renamed', filter: { view: 'mine', sort: 'due' } });
	expect(found!.filter).not.toHaveProperty('q');
});

test('what the queue opens with is each person’s own, and ends with the view', async () => {
	const { viewId } = await queue('collector').saveView({ name: 'First', shared: true, filter });
	await queue('executive').prefer({ defaultViewId: viewId, singleKeys: false });
	const defaults = async (who: Who) =>
		(await queue(who).views()).views.filter(({ isDefault }) => isDefault).map(({ id }) => id);
	expect(await defaults('executive')).toEqual([viewId]);
	expect(await defaults('collector')).toEqual([]);
	await queue('executive').prefer({ singleKeys: true });
	expect(await defaults('executive')).toEqual([viewId]);
	await queue('collector').removeView({ viewId });
	expect(await defaults('executive')).toEqual([]);
	expect((await queue('executive').views()).singleKeys).toBe(true);
});

test('how close the rows stand is each person’s own, and changes nothing else he chose', async () => {
	await queue('executive').prefer({ compact: true });
	expect(await queue('executive').views()).toMatchObject({ compact: true, singleKeys: true });
	expect((await queue('collector').views()).compact).toBe(false);
	await queue('executive').prefer({ compact: false });
	expect((await queue('executive').views()).compact).toBe(false);
});

test('a view of one’s own is nobody else’s, neither to open with nor to take away', async () => {
	const { viewId } = await queue('collector').saveView({ name: 'Secret', filter });
	await expect(queue('admin').prefer({ defaultViewId: viewId })).rejects.toThrow();
	await expect(queue('admin').removeView({ viewId })).rejects.toThrow();
	expect(await names('collector')).toContain('Secret');
});

test('every change of a view is written down', async () => {
	const rows = await asOwner<{ action: string }>(
		`select distinct action from audit_event where action like 'queue%' order by 1`
	);
	expect(rows.map(({ action }) => action)).toEqual([
		'queue_preference.changed',
		'queue_view.changed',
		'queue_view.removed',
		'queue_view.saved'
	]);
});
