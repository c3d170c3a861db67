import { beforeAll, expect, test } from 'vitest';
import { customerByCode } from '$lib/server/customers/queries';
import { unitOfWork } from '$lib/server/db/client';
import { openInvoices } from '$lib/server/invoices/queries';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';
import { bytes } from './files';

useDatabase();

let ours: Company;
let other: Company;
let sector: string;
let limit: string;
let delivered: string;
const labels = (fr: string) => ({ fr, en: `${fr} en`, de: '', es: '' });
const add = async (of: Company, fr: string, more: object) =>
	(
		await callerFor(of.desk.admin).desk.fields.add({
			...{ subject: 'customer', kind: 'text', choices: [], labels: labels(fr) },
			...more
		})
	).id;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	sector = await add(ours, 'Secteur', { kind: 'choice', choices: ['Bâtiment', 'Santé'] });
	limit = await add(ours, 'Plafond', { kind: 'number' });
	delivered = await add(ours, 'Livrée le', { kind: 'date', subject: 'invoice' });
	await add(other, 'Secteur', { kind: 'text' });
});
const invoicesOf = (code: string) =>
	unitOfWork(ours.inside, async (unit) =>
		openInvoices(unit, { customerId: (await customerByCode(unit, code)).id })
	);
const desk = () => callerFor(ours.desk.collector).desk;

const HEADER = 'Client;Facture;Date;Montant;Secteur;Plafond;Livrée le';
async function upload(...rows: string[]): Promise<string> {
	const content = bytes([HEADER, ...rows, ''].join('\n'));
	return (await desk().imports.upload({ name: 'export.csv', content })).id;
}
/** Somebody says that these three columns are the fields, whatever is in them. */
async function pointAt(id: string, first: number): Promise<void> {
	const { mapping } = await desk().imports.show({ id });
	const custom = { [sector]: first, [limit]: first + 1, [delivered]: first + 2 };
	await desk().imports.remap({ id, mapping: { ...mapping, custom } });
}
const known = () =>
	asOwner<{ code: string; number: string | null; label: string; value: string }>(
		`select c.code, i.number, f.labels->>'fr' as label, v.value from custom_value v
		join customer c on c.id = v.customer_id left join invoice i on i.id = v.invoice_id
		join custom_field f on f.id = v.field_id where c.code like 'K%' order by 1, 2 nulls first, 3`
	);
const THEN = [
	{ code: 'K1', number: null, label: 'Plafond', value: '2500.5' },
	{ code: 'K1', number: null, label: 'Secteur', value: 'Bâtiment' },
	{ code: 'K1', number: 'K1-1', label: 'Livrée le', value: '2026-01-15' }
];

test('columns called as the fields of the house fill them in, and are shown before', async () => {
	const id = await upload('K1;K1-1;02/01/2026;10,00;batiment;2 500,5;15/01/2026');
	const { preview, mapping } = await desk().imports.show({ id });
	expect(Object.values(mapping.custom ?? {})).toEqual([4, 5, 6]);
	expect(preview).toMatchObject({ unread: [], problemCount: 0 });
	expect(preview!.rows[0]!.told.map(({ value }) => value)).toEqual([
		'Bâtiment',
		'2500.5',
		'2026-01-15'
	]);
	expect(await known()).toEqual([]);
	await desk().imports.confirm({ id });
	expect(await known()).toEqual(THEN);
	expect((await desk().imports.show({ id })).result).toMatchObject({ fieldsFilled: 3 });
});

test('the same file again changes nothing, and an empty cell takes nothing away', async () => {
	const { id: customerId } = (
		await asOwner<{ id: string }>(`select id from customer where code = 'K1'`)
	)[0]!;
	const before = await auditOf(customerId);
	expect(before).toContain('custom.fields_filled');
	const id = await upload('K1;K1-1;02/01/2026;10,00;Bâtiment;2500,50;15/01/2026');
	await desk().imports.confirm({ id });
	expect((await desk().imports.show({ id })).result).toMatchObject({ fieldsFilled: 1 });
	await desk().imports.confirm({ id: await upload('K1;K1-1;02/01/2026;10,00;;;') });
	expect((await known()).map(({ value }) => value)).toEqual(['2500.50', 'Bâtiment', '2026-01-15']);
	// The figure is written another way: that is a change, and the only one.
	expect((await auditOf(customerId)).length).toBe(before.length + 1);
});

test('a choice that is not in the list, a figure or a day that is none: it is left out and told, its row is imported', async () => {
	const id = await upload(
		'K2;K2-1;02/01/2026;10,00;Pêche;2500;',
		'K3;K3-1;02/01/2026;10,00;;beaucoup;',
		'K4;K4-1;02/01/2026;10,00;;;31/02/2026',
		'K5;K5-1;02/01/2026;douze;Pêche;;'
	);
	await pointAt(id, 4);
	const { preview } = await desk().imports.show({ id });
	expect(preview!.problems).toEqual([
		{ line: 5, column: 'Montant', code: 'import_row_amount', value: 'douze' },
		{ line: 2, column: 'Secteur', code: 'import_row_choice', value: 'Pêche', taken: true },
		{ line: 3, column: 'Plafond', code: 'import_row_number', value: 'beaucoup', taken: true },
		{ line: 4, column: 'Livrée le', code: 'import_row_date', value: '31/02/2026', taken: true }
	]);
	expect(preview).toMatchObject({ badCount: 1, invoicesNew: 3 });
	await desk().imports.confirm({ id });
	const { result } = await desk().imports.show({ id });
	expect(result).toMatchObject({ badCount: 1, problemCount: 4, invoicesCreated: 3 });
	const numbers = await asOwner<{ number: string }>(
		`select number from invoice where number ~ '^K[2-5]-' order by number`
	);
	expect(numbers.map(({ number }) => number)).toEqual(['K2-1', 'K3-1', 'K4-1']);
	expect((await known()).filter(({ code }) => /K[2-5]/.test(code))).toEqual([
		{ code: 'K2', number: null, label: 'Plafond', value: '2500' }
	]);
	const { text } = await desk().imports.errorFile({ id });
	expect(text).toMatch(/Ce choix n’est pas dans la liste du champ\s: la ligne est importée sans/);
});

test('an invoice that was paid is settled, whatever is wrong in a custom column beside it', async () => {
	const paying = (...rows: string[]) => {
		const header = 'Client;Facture;Date;Montant;Reste dû;Secteur;Plafond;Livrée le';
		const content = bytes([header, ...rows, ''].join('\n'));
		return desk().imports.upload({ name: 'export.csv', content });
	};
	const open = async () => (await invoicesOf('K7'))[0]!.openMinor;
	await desk().imports.confirm(await paying('K7;K7-1;02/01/2026;10,00;10,00;Santé;1;02/01/2026'));
	expect(await open()).toBe(1000n);
	const { id } = await paying('K7;K7-1;02/01/2026;10,00;0,00;Pêche;beaucoup;31/02/2026');
	await pointAt(id, 5);
	await desk().imports.confirm({ id });
	expect(await open()).toBe(0n);
	const [file] = (await desk().imports.list()).files.filter((one) => one.id === id);
	expect(file).toMatchObject({ problems: 3, refused: 0 });
	const kept = (await known()).filter(({ code }) => code === 'K7').map(({ value }) => value);
	expect(kept).toEqual(['1', 'Santé', '2026-01-02']);
});

test('a field that was archived since, or is of another house, is left aside', async () => {
	const id = await upload('K6;K6-1;02/01/2026;10,00;Pêche;;');
	const [foreign] = await callerFor(other.desk.admin).desk.fields.edit();
	const { mapping } = await desk().imports.show({ id });
	await desk().imports.remap({
		id,
		mapping: { ...mapping, custom: { ...mapping.custom, [foreign!.id]: 4 } }
	});
	await callerFor(ours.desk.admin).desk.fields.archive({ id: sector });
	await desk().imports.confirm({ id });
	expect((await known()).filter(({ code }) => code === 'K6')).toEqual([]);
	expect((await asOwner(`select from customer where code = 'K6'`)).length).toBe(1);
});

test('a column of that name with other things in it is left aside, and the page says so', async () => {
	const rows = [
		'K8;K8-1;02/01/2026;10,00;Santé;voir contrat;',
		'K8;K8-2;02/01/2026;10,00;Santé;?;'
	];
	const { preview, mapping } = await desk().imports.show({ id: await upload(...rows) });
	expect(mapping.custom).not.toHaveProperty(limit);
	expect(preview).toMatchObject({ problemCount: 0 });
	expect(preview!.unread).toContain('Plafond');
});
