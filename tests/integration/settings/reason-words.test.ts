import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_REASONS } from '$lib/domain/disputes/reasons';
import { unitOfWork } from '$lib/server/db/client';
import { reasonsOf } from '$lib/server/settings/queries';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	// As of before the product spoke them.
	await asOwner(`update reason set labels = labels - 'de' - 'es'`);
	const write = (code: string, labels: object) =>
		asOwner(
			'update reason set labels = labels || $3::jsonb where organisation_id = $1 and code = $2',
			[ours.inside.organisationId, code, JSON.stringify(labels)]
		);
	await write('price_unit', { fr: 'Tarif non conforme' });
	await write('quantity_short', { en: 'Fewer than invoiced' });
	await write('other', { de: 'Etwas anderes' });
});

const builtIn = (code: string) => DEFAULT_REASONS.find((one) => one.code === code)!.labels;
const labelsIn = async (company: Company, code: string) =>
	(await unitOfWork(company.inside, (unit) => reasonsOf(unit))).find((one) => one.code === code)!
		.labels;

test('a reason nobody wrote anew is said in the words we have for every language', async () => {
	expect(await labelsIn(ours, 'goods_damaged')).toEqual(builtIn('goods_damaged'));
	expect(await labelsIn(other, 'price_unit')).toEqual(builtIn('price_unit'));
});

test('one that was written anew has its own words only: ours might say something else', async () => {
	const own = 'Tarif non conforme';
	const { en } = builtIn('price_unit');
	expect(await labelsIn(ours, 'price_unit')).toEqual({ fr: own, en, de: own, es: own });
	const { fr } = builtIn('quantity_short');
	expect(await labelsIn(ours, 'quantity_short')).toMatchObject({ fr, de: fr, es: fr });
});

test('what was added in one language stays, and the others are ours', async () => {
	expect(await labelsIn(ours, 'other')).toEqual({ ...builtIn('other'), de: 'Etwas anderes' });
});

test('a reason of the house itself falls back to the words of the house', async () => {
	await asOwner(
		`update reason set code = 'packaging', labels = '{"fr":"Emballage","en":"Packaging"}'
		where organisation_id = $1 and code = 'duplicate_invoice'`,
		[ours.inside.organisationId]
	);
	expect(await labelsIn(ours, 'packaging')).toMatchObject({ en: 'Packaging', de: 'Emballage' });
});

test('the customer reads them on his form and in his cases', async () => {
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const { reasons } = await portal.disputes.form();
	expect(reasons.find(({ code }) => code === 'goods_damaged')!.labels).toEqual(
		builtIn('goods_damaged')
	);
	const { cases } = await portal.customers.account({});
	expect(cases.length).toBeGreaterThan(0);
	for (const { labels } of cases)
		expect(Object.keys(labels).sort()).toEqual(['de', 'en', 'es', 'fr']);
});
