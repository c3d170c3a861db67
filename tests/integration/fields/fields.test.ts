import { beforeAll, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { knownColumns } from '$lib/server/fields/known-columns';
import { valuesNaming } from '$lib/server/fields/queries';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
let region: string;
let site: string;
const labels = (fr: string) => ({ fr, en: `${fr} en`, de: '', es: '' });
const admin = (of: Company = ours) => callerFor(of.desk.admin).desk.fields;
const officer = (of: Company = ours) => callerFor(of.desk.collector).desk.fields;
const refusal = async (work: Promise<unknown>) =>
	asAppError(await work.then(() => null).catch((e: unknown) => e)).code;
const valuesOf = ({ fields }: { fields: { value: string }[] }) => fields.map(({ value }) => value);

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	const choice = { kind: 'choice' as const, choices: ['Nord', 'Sud', 'Nord'] };
	region = (await admin().add({ subject: 'customer', labels: labels('Région'), ...choice })).id;
	const text = { kind: 'text' as const, choices: [] };
	site = (await admin().add({ subject: 'invoice', labels: labels('Chantier'), ...text })).id;
});

test('an administrator makes, renames, orders and archives them; each is in the trail', async () => {
	const add = () =>
		admin().add({ subject: 'customer', kind: 'date', labels: labels('Revue'), choices: [] });
	const { id } = await add();
	await admin().move({ id, direction: 'up' });
	expect((await admin().edit()).map((one) => one.id)).toEqual([id, site, region]);
	expect(await refusal(add())).toBe('name_taken');
	await admin().change({ id, labels: labels('Prochaine revue'), choices: [] });
	await admin().archive({ id });
	const { id: again } = await admin().add({
		...{ subject: 'customer', kind: 'text', choices: [] },
		labels: labels('Prochaine revue')
	});
	expect(await refusal(admin().restore({ id }))).toBe('name_taken');
	await admin().archive({ id: again });
	const made = ['added', 'moved', 'changed', 'archived'].map((done) => `custom_field.${done}`);
	expect(await auditOf(id)).toEqual(made);
	expect(await admin(other).edit()).toEqual([]);
});

test('an officer fills them in for a customer; emptied, nothing is known again', async () => {
	const { id: customerId } = ours.account.customer;
	const fill = async (value: string) =>
		officer().fillCustomer({
			...{ customerId, values: [{ fieldId: region, value }] },
			seen: (await officer().ofCustomer({ customerId })).seen
		});
	await fill('Sud');
	expect(valuesOf(await officer().ofCustomer({ customerId }))).toEqual(['Sud']);
	expect(await refusal(fill('Est'))).toBe('invalid_input');
	await admin().change({ id: region, labels: labels('Région'), choices: ['Nord', 'Ouest'] });
	await fill('Sud');
	expect(valuesOf(await officer().ofCustomer({ customerId }))).toEqual(['Sud']);
	await fill('');
	const rows = await asOwner('select id from custom_value where customer_id = $1', [customerId]);
	expect(rows).toEqual([]);
	const filled = (await auditOf(customerId)).filter((done) => done === 'custom.fields_filled');
	expect(filled).toHaveLength(2);
});

test('whoever did not see what another one wrote is told, and overwrites nothing', async () => {
	const { id: customerId } = ours.neighbour.customer;
	const { seen } = await officer().ofCustomer({ customerId });
	const fill = (value: string) =>
		officer().fillCustomer({ customerId, seen, values: [{ fieldId: region, value }] });
	const both = await Promise.allSettled([fill('Nord'), fill('Ouest')]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const lost = both.findIndex(({ status }) => status === 'rejected');
	expect(asAppError((both[lost] as PromiseRejectedResult).reason).code).toBe('conflict');
	const kept = lost === 0 ? 'Ouest' : 'Nord';
	expect(valuesOf(await officer().ofCustomer({ customerId }))).toEqual([kept]);
});

test('those of an invoice are its own, and not those of its customer', async () => {
	const { id: invoiceId } = ours.account.overdue;
	const { seen } = await officer().ofInvoice({ invoiceId });
	const fill = (fieldId: string) =>
		officer().fillInvoice({ invoiceId, seen, values: [{ fieldId, value: 'Nord' }] });
	expect(await refusal(fill(region))).toBe('not_found');
	await fill(site);
	expect(valuesOf(await officer().ofInvoice({ invoiceId }))).toEqual(['Nord']);
	const beside = await officer().ofInvoice({ invoiceId: ours.account.contested.id });
	expect(valuesOf(beside)).toEqual(['']);
});

test('the list of who owes is narrowed by a choice, and its file tells what is known', async () => {
	const add = (kind: 'number' | 'date' | 'choice', fr: string, choices: string[] = []) =>
		admin().add({ subject: 'customer', kind, labels: labels(fr), choices });
	const [limit, review, sector] = [
		(await add('number', 'Plafond')).id,
		(await add('date', 'Revue')).id,
		(await add('choice', 'Secteur', ['Bâtiment', 'Santé: soins'])).id
	];
	const { id: customerId } = ours.account.customer;
	const known = { [limit]: '-1500.25', [review]: '2026-04-01', [sector]: 'Santé: soins' };
	await officer().fillCustomer({
		...{ customerId, seen: (await officer().ofCustomer({ customerId })).seen },
		values: Object.entries(known).map(([fieldId, value]) => ({ fieldId, value }))
	});
	const { customers } = callerFor(ours.desk.collector).desk;
	const codes = async (filter: string) =>
		(await customers.list({ known: filter })).rows.map(({ code }) => code);
	expect(await codes(`${sector}:Santé: soins`)).toEqual(['M1']);
	expect(await codes(`${sector}:Bâtiment`)).toEqual([]);
	expect(await codes('no field')).toEqual(['M1', 'M2']);
	const file = await customers.listFile({
		known: `${sector}:Santé: soins`,
		as: 'csv',
		language: 'fr'
	});
	const [heading, ...lines] = new TextDecoder().decode(file.content).trim().split('\r\n');
	expect(heading).toMatch(/;Région;Plafond;Revue;Secteur$/);
	expect(lines).toHaveLength(1);
	expect(lines[0]).toMatch(/^M1;.*;;-1500,25;2026-04-01;Santé: soins$/);
	expect((await officer().choices()).map(({ id }) => id)).toEqual([region, sector]);
	const theirs = callerFor(other.desk.collector).desk;
	const shown = async (filter: string) =>
		(await theirs.customers.list({ known: filter })).rows.map(({ id }) => id);
	expect(await shown(`${sector}:Santé: soins`)).toEqual(await shown(''));
	expect(await theirs.fields.choices()).toEqual([]);
	await admin().change({ id: sector, labels: labels('Secteur'), choices: ['Bâtiment', 'Textile'] });
	expect(await codes(`${sector}:Santé: soins`)).toEqual(['M1']);
	for (const id of [limit, review, sector]) await admin().archive({ id });
	expect(await codes(`${sector}:Santé: soins`)).toEqual(['M1', 'M2']);
	expect(await codes(`${site}:Nord`)).toEqual(['M1', 'M2']);
});

test('another organisation has neither the fields nor what is in them', async () => {
	const { id: customerId } = other.account.customer;
	const values = [{ fieldId: region, value: 'Nord' }];
	const { seen, fields } = await officer(other).ofCustomer({ customerId });
	expect(fields).toEqual([]);
	expect(await refusal(officer(other).fillCustomer({ customerId, seen, values }))).toBe(
		'not_found'
	);
	const theirs = ours.account.customer.id;
	expect(await refusal(officer(other).ofCustomer({ customerId: theirs }))).toBe('not_found');
	expect(await refusal(admin(other).archive({ id: region }))).toBe('not_found');
});

test('numbers are those of a language, what is none is refused, and what was archived meanwhile is left aside', async () => {
	const { id: customerId } = ours.account.customer;
	const add = async (fr: string) =>
		(await admin().add({ subject: 'customer', kind: 'number', labels: labels(fr), choices: [] }))
			.id;
	const [limit, staff] = [await add('Encours'), await add('Effectif')];
	const { seen: before } = await officer().ofCustomer({ customerId });
	const fill = (seen: string, value: string, language: 'fr' | 'en') =>
		officer().fillCustomer({
			...{ customerId, seen, language },
			values: [limit, staff].map((fieldId) => ({ fieldId, value }))
		});
	const values = async () =>
		(await officer().ofCustomer({ customerId })).fields
			.filter(({ id }) => [limit, staff].includes(id))
			.map(({ value }) => value);
	expect(await refusal(fill(before, '1 500,5 €', 'fr'))).toBe('figure_invalid');
	expect(await values()).toEqual(['', '']);
	await fill(before, '1 500,5', 'fr');
	expect(await values()).toEqual(['1500.5', '1500.5']);
	const { seen } = await officer().ofCustomer({ customerId });
	await admin().archive({ id: staff });
	expect(await fill(seen, '2,500', 'en')).toMatchObject([{ id: staff, kind: 'number' }]);
	expect(await values()).toEqual(['2500']);
	const { archived } = await officer().ofCustomer({ customerId });
	expect(archived.map(({ id }) => id)).toContain(staff);
	await admin().restore({ id: staff });
	expect(await values()).toEqual(['2500', '1500.5']);
});

test('what an erasure left in a number is text in a workbook, and the rest can still be filled in', async () => {
	const { id: customerId } = ours.account.customer;
	const labelled = { subject: 'customer', kind: 'number', labels: labels('Ligne'), choices: [] };
	const { id: fieldId } = await admin().add(labelled as never);
	const fill = async (value: string) =>
		officer().fillCustomer({
			...{ customerId, seen: (await officer().ofCustomer({ customerId })).seen, language: 'fr' },
			values: [{ fieldId, value }]
		});
	await fill('612345678');
	await asOwner(`update custom_value set value = '•••' where field_id = $1`, [fieldId]);
	const { columns, cellsOf } = await unitOfWork(ours.inside, (unit) => knownColumns(unit, 'fr'));
	const at = columns.findIndex(({ title }) => title === 'Ligne');
	expect(cellsOf(customerId)[at]).toBe('•••');
	await fill('•••');
	await fill('12');
	const again = await unitOfWork(ours.inside, (unit) => knownColumns(unit, 'fr'));
	expect(again.cellsOf(customerId)[at]).toEqual({ decimal: '12' });
});

test('a customer is found by whole words of a name', async () => {
	const { id: customerId } = ours.account.customer;
	const { id: fieldId } = await admin().add({
		...{ subject: 'customer', kind: 'text', choices: [] },
		labels: labels('Consignes')
	});
	const { seen } = await officer().ofCustomer({ customerId });
	const value = 'Analyse en cours, voir Léa (Paris).';
	await officer().fillCustomer({ customerId, seen, values: [{ fieldId, value }] });
	const found = (...words: string[]) =>
		unitOfWork(ours.inside, (unit) => valuesNaming(unit, { accounts: [customerId], words }));
	expect(await found('Ana', 'Lé', '', '.*')).toEqual([]);
	expect(await found('léa')).toHaveLength(1);
	expect(await found('Léa (Paris).')).toHaveLength(1);
});
