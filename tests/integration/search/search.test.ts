import { beforeAll, expect, test } from 'vitest';
import { can, ROLES } from '$lib/domain/access';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
let reference: string;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	for (const company of [ours, other]) {
		await asOwner(`update customer set name = 'Établissements Dupré' where id = $1`, [
			company.account.customer.id
		]);
		const made = await buildDispute(company.inside, company.account.overdue, {
			explanation: 'Palette cassée'
		});
		if (company === ours) reference = made.reference;
	}
});

async function found(q: string, of = ours, role: keyof Company['desk'] = 'admin') {
	const { customers, invoices, disputes } = await callerFor(of.desk[role]).desk.search.all({ q });
	return {
		customers: customers.rows.map(({ id }) => id),
		invoices: invoices.rows.map(({ number }) => number),
		disputes: disputes.rows.map((row) => row.reference)
	};
}

test('a customer is found by words of his name, without accents, or by his code', async () => {
	const { id, code } = ours.account.customer;
	for (const q of ['dupre', 'DUPRÉ étab', 'ments dup', code])
		expect([q, (await found(q)).customers]).toEqual([q, [id]]);
	expect((await found('dupre introuvable')).customers).toEqual([]);
	expect((await found('%')).customers).toEqual([]);
});

test('an invoice is found by its number, the very one first, and a case by its reference or its words', async () => {
	const { number } = ours.account.overdue;
	await buildInvoice(ours.inside, ours.account.customer, { number: `${number}-bis` });
	expect((await found(number)).invoices).toEqual([number, `${number}-bis`]);
	for (const q of [reference, 'cassee pal', 'dupre palette'])
		expect([q, (await found(q)).disputes]).toEqual([q, [reference]]);
});

test('another organisation finds its own', async () => {
	expect((await found('dupre', other)).customers).toEqual([other.account.customer.id]);
	expect((await found(`${ours.account.overdue.number}-bis`, other)).invoices).toEqual([]);
	const { disputes } = await found('cassee', other);
	expect(disputes).toHaveLength(1);
});

test('nobody finds what his role may not read', async () => {
	for (const role of ROLES) {
		const { customers, invoices } = await found(ours.account.overdue.number, ours, role);
		expect([role, invoices.length > 0]).toEqual([role, can(role, 'invoices.read')]);
		expect(customers).toEqual([]);
	}
});

test('of each kind no more than a few are told, and that there are others', async () => {
	for (let nth = 0; nth < 10; nth++)
		await buildInvoice(ours.inside, ours.account.customer, { number: `MANY-${nth}` });
	const { invoices } = await callerFor(ours.desk.admin).desk.search.all({ q: 'many-' });
	expect(invoices).toMatchObject({ isMore: true });
	expect(invoices.rows).toHaveLength(8);
	expect(await callerFor(ours.desk.admin).desk.search.all({ q: ' … ' })).toMatchObject({
		...{ customers: { rows: [] }, invoices: { rows: [] }, disputes: { rows: [] } }
	});
});

test('the beginning of a number finds it, however it is written; what is inside of it from four signs on', async () => {
	await buildInvoice(ours.inside, ours.account.customer, { number: 'QZX-445566' });
	for (const beginning of ['QZX', 'qzx-4', 'QZX-445566', 'X-44', '5566'])
		expect((await found(beginning)).invoices, beginning).toEqual(['QZX-445566']);
	for (const short of ['X-4', '%', '_ZX-'])
		expect((await found(short)).invoices, short).toEqual([]);
});
