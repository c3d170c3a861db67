import { beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { guessFor } from '$lib/server/intake/guess-for';
import { importReceivables } from '$lib/server/intake/import-receivables';
import { contactsOf, customerByCode } from '$lib/server/customers/queries';
import { lockInvoicesById } from '$lib/server/invoices/lock-invoices';
import { openInvoices } from '$lib/server/invoices/queries';
import { issueCreditNote } from '$lib/server/payments/issue-credit-note';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildInvoice,
	buildOrganisation,
	buildPayment,
	buildUser,
	type InvoiceRow
} from '../../support/factories';
import { untilSomebodyWaits } from '../../support/waiting';
import { buildWorld, type Company } from '../../support/world';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
import { dispute } from '$lib/server/db/schema/disputes';
import { uuidv7 } from 'uuidv7';
import { bytes, IBM, importText, sharedFile } from './files';

useDatabase();

let ours: Company;
let other: Company;
let inside: SystemScope;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	inside = ours.inside;
});

const HEAD =
	'customer id;customer name;invoice number;invoice date;due date;amount;open amount;disputed;dispute reason;po number;email;contact name;language\n';
const invoicesOf = (scope: SystemScope, code: string) =>
	unitOfWork(scope, async (unit) =>
		openInvoices(unit, { customerId: (await customerByCode(unit, code)).id })
	);
const counts = async () => {
	const tables = ['customer', 'contact', 'invoice', 'payment', 'allocation', 'dispute'];
	const rows = await asOwner<Record<string, string>>(
		`select ${tables.map((t) => `(select count(*) from ${t} where organisation_id = '${inside.organisationId}') as ${t}`).join(', ')}`
	);
	return rows[0];
};

describe('importing receivables', () => {
	test('creates customers, contacts and invoices', async () => {
		const result = await importText(
			inside,
			`${HEAD}K1;Kléber SARL;K1-1;2026-02-01;2026-03-03;1.234,56;;no;;PO 7;Ana@K1.test;Ana;fr\nK1;Kléber SARL;K1-2;2026-02-01;2026-03-03;10,00;4,00;no;;;;;\n`
		);
		expect(result).toMatchObject({
			rows: 2,
			customersCreated: 1,
			contactsCreated: 1,
			invoicesCreated: 2,
			paymentsRecorded: 1,
			errors: []
		});
		const invoices = await invoicesOf(inside, 'K1');
		expect(
			invoices.map((i) => [i.number, i.totalMinor, i.openMinor, i.dueOn, i.orderNumber])
		).toEqual([
			['K1-1', 123456n, 123456n, '2026-03-03', 'PO 7'],
			['K1-2', 1000n, 400n, '2026-03-03', '']
		]);
		const contacts = await unitOfWork(inside, async (unit) =>
			contactsOf(unit, (await customerByCode(unit, 'K1')).id)
		);
		expect(contacts).toMatchObject([{ email: 'ana@k1.test', name: 'Ana', role: 'billing' }]);
	});

	test('twice changes nothing', async () => {
		const file = `${HEAD}K2;Kant;K2-1;2026-02-01;2026-03-03;100,00;40,00;yes;price_unit;;b@k2.test;B;en\nK2;Kant;K2-2;2026-02-01;2026-03-03;50,00;0,00;no;;;;;\n`;
		expect(await importText(inside, file)).toMatchObject({
			invoicesCreated: 2,
			paymentsRecorded: 2,
			disputesOpened: 1
		});
		const before = await counts();
		expect(await importText(inside, file)).toMatchObject({
			customersCreated: 0,
			customersUpdated: 0,
			contactsCreated: 0,
			contactsUpdated: 0,
			invoicesCreated: 0,
			invoicesUpdated: 0,
			invoicesUnchanged: 2,
			paymentsRecorded: 0,
			disputesOpened: 0
		});
		expect(await counts()).toEqual(before);
	});

	test('updates what changed and keeps what the file does not say', async () => {
		await importText(
			inside,
			`${HEAD}K3;Kafka;K3-1;2026-02-01;2026-03-03;100,00;;no;;PO 1;c@k3.test;Chloé;fr\n`
		);
		const result = await importText(
			inside,
			'customer id;invoice number;invoice date;amount;email\nK3;K3-1;2026-02-02;120,00;c@k3.test\n'
		);
		expect(result).toMatchObject({
			customersUpdated: 0,
			contactsUpdated: 0,
			invoicesUpdated: 1,
			invoicesUnchanged: 0
		});
		expect(await invoicesOf(inside, 'K3')).toMatchObject([
			{ issuedOn: '2026-02-02', dueOn: '2026-03-03', totalMinor: 12000n, orderNumber: 'PO 1' }
		]);
		expect(await unitOfWork(inside, (unit) => customerByCode(unit, 'K3'))).toMatchObject({
			name: 'Kafka'
		});
	});

	test('settles by the paid date, and not by one that is still to come', async () => {
		const head = 'customer id;invoice number;invoice date;amount;paid date\n';
		await importText(
			inside,
			`${head}K4;K4-1;2026-01-02;100,00;2026-02-10\nK4;K4-2;2026-01-02;50,00;2026-03-20\nK4;K4-3;2026-01-02;30,00;\n`
		);
		const open = new Map((await invoicesOf(inside, 'K4')).map((i) => [i.number, i.openMinor]));
		expect(open).toEqual(
			new Map([
				['K4-1', 0n],
				['K4-2', 5000n],
				['K4-3', 3000n]
			])
		);
		const [paid] = await asOwner(
			'select received_on::text, total_minor, source, reference from payment where reference = $1',
			['K4-1']
		);
		expect(paid).toEqual({
			received_on: '2026-02-10',
			total_minor: '10000',
			source: 'import',
			reference: 'K4-1'
		});
	});

	test('records only the difference, and takes back what an earlier file settled', async () => {
		const stated = (open: string) =>
			importText(
				inside,
				`customer id;invoice number;invoice date;amount;open amount\nK5;K5-1;2026-01-02;100,00;${open}\n`
			);
		await stated('60,00');
		await stated('10,00');
		await stated('70,00');
		const rows = await asOwner('select total_minor from payment where reference = $1 order by id', [
			'K5-1'
		]);
		expect(rows.map((row) => row.total_minor)).toEqual(['4000', '5000', '-6000']);
		expect(await invoicesOf(inside, 'K5')).toMatchObject([{ openMinor: 7000n }]);
	});

	test('never takes back a payment that staff has seen', async () => {
		const seen: InvoiceRow = await buildInvoice(inside, ours.account.customer, {
			number: 'SEEN-1',
			totalMinor: 10_000n
		});
		await buildPayment(inside, seen, 10_000n);
		const result = await importText(
			inside,
			`customer id;invoice number;invoice date;due date;amount;open amount\n${ours.account.customer.code};SEEN-1;2026-01-22;2026-02-21;100,00;100,00\n`
		);
		expect(result).toMatchObject({ invoicesUnchanged: 1, paymentsRecorded: 0 });
		expect(
			await unitOfWork(inside, (unit) => openInvoices(unit, { invoiceIds: [seen.id] }))
		).toMatchObject([{ openMinor: 0n }]);
	});

	test('reads the due date from the payment terms', async () => {
		await importText(
			inside,
			'customer id;invoice number;invoice date;payment terms;amount\nK6;K6-1;2026-01-15;30 jours fin de mois;10,00\nK6;K6-2;2026-01-15;selon accord;10,00\n'
		);
		expect((await invoicesOf(inside, 'K6')).map((i) => [i.number, i.dueOn])).toEqual([
			['K6-1', '2026-02-28'],
			['K6-2', null]
		]);
	});

	test('refuses a number that belongs to another customer, and takes the other rows', async () => {
		const result = await importText(
			inside,
			`${HEAD}K7;Kilo;${ours.account.overdue.number};2026-02-01;2026-03-03;1,00;;no;;;;;\nK7;Kilo;K7-1;2026-02-01;2026-03-03;1,00;;no;;;;;\n`
		);
		expect(result.errors).toMatchObject([
			{
				line: 2,
				column: 'invoice number',
				code: 'import_row_other_customer',
				value: ours.account.overdue.number
			}
		]);
		expect(result.invoicesCreated).toBe(1);
		expect(
			(
				await unitOfWork(inside, (unit) =>
					openInvoices(unit, { invoiceIds: [ours.account.overdue.id] })
				)
			)[0]
		).toMatchObject({ customerId: ours.account.customer.id, totalMinor: 100_000n });
	});

	test('refuses to turn an invoice into another currency', async () => {
		const result = await importText(
			inside,
			`customer id;invoice number;invoice date;amount;currency\n${ours.account.customer.code};${ours.account.overdue.number};2026-01-22;1000,00;USD\n`
		);
		expect(result.errors).toMatchObject([
			{ code: 'import_row_currency', column: 'currency', value: 'USD' }
		]);
	});

	test('the numbers of another organisation are its own', async () => {
		const result = await importText(
			inside,
			`${HEAD}N1;Nobel;${other.account.overdue.number};2026-02-01;2026-03-03;1,00;;no;;;;;\n`
		);
		expect(result).toMatchObject({ customersCreated: 1, invoicesCreated: 1, errors: [] });
		expect(
			(
				await unitOfWork(other.inside, (unit) =>
					openInvoices(unit, { invoiceIds: [other.account.overdue.id] })
				)
			)[0]
		).toMatchObject({ totalMinor: 100_000n });
	});

	test('leaves its counts in the audit log', async () => {
		const rows = await asOwner<{ data: Record<string, number> }>(
			"select data from audit_event where action = 'import.confirmed' and organisation_id = $1",
			[inside.organisationId]
		);
		expect(rows[0]?.data).toMatchObject({ name: 'test.csv', invoicesCreated: 2 });
	});
});

describe('the disputed flag', () => {
	const flagged = (flag: string, open = '') =>
		importText(
			inside,
			`customer id;customer name;invoice number;invoice date;due date;amount;open amount;disputed;dispute reason\nD1;Dora;D1-1;2026-02-01;2026-02-20;100,00;${open};${flag};Remise non appliquée\n`
		);

	test('opens one case, with the words of the file', async () => {
		expect(await flagged('yes')).toMatchObject({ disputesOpened: 1 });
		const [row] = await asOwner(
			"select d.source, d.explanation, r.code from dispute d join reason r on r.id = d.reason_id where d.raised_by_name = 'Dora'"
		);
		expect(row).toEqual({ source: 'import', explanation: 'Remise non appliquée', code: 'other' });
	});

	test('opens no second case, and its end closes none', async () => {
		expect(await flagged('yes')).toMatchObject({ disputesOpened: 0 });
		expect(await flagged('no')).toMatchObject({ disputesOpened: 0 });
		expect(await asOwner("select status from dispute where raised_by_name = 'Dora'")).toEqual([
			{ status: 'submitted' }
		]);
	});

	test('that lingers does not reopen a closed case', async () => {
		await asOwner("update dispute set status = 'resolved' where raised_by_name = 'Dora'");
		expect(await flagged('yes')).toMatchObject({ disputesOpened: 0 });
	});

	test('on a settled invoice opens nothing', async () => {
		expect(
			await importText(
				inside,
				'customer id;invoice number;invoice date;amount;open amount;disputed\nD2;D2-1;2026-02-01;100,00;0,00;yes\n'
			)
		).toMatchObject({ disputesOpened: 0, paymentsRecorded: 1 });
	});

	test('finds a reason by its label', async () => {
		await importText(
			inside,
			'customer id;customer name;invoice number;invoice date;amount;disputed;dispute reason\nD3;Dina;D3-1;2026-02-01;100,00;yes;Une remise manque\n'
		);
		expect(
			await asOwner(
				"select r.code from dispute d join reason r on r.id = d.reason_id where d.raised_by_name = 'Dina'"
			)
		).toEqual([{ code: 'price_discount' }]);
	});
});

describe('two imports at once', () => {
	test('create each customer once', async () => {
		const file = `${HEAD}T1;Twin;T1-1;2026-02-01;2026-03-03;1,00;;no;;;;;\n`;
		const outcomes = await Promise.allSettled([importText(inside, file), importText(inside, file)]);
		expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true);
		expect(await asOwner("select count(*)::int as n from customer where code = 'T1'")).toEqual([
			{ n: 1 }
		]);
	});
});

const ibm = sharedFile(IBM);
describe.skipIf(!ibm)('the IBM sample of 2,466 invoices', () => {
	let watson: SystemScope;
	beforeAll(async () => {
		watson = await buildOrganisation({ slug: 'watson', currency: 'USD' });
	});

	test('is imported whole, and twice changes nothing', async () => {
		expect(await importText(watson, ibm!)).toMatchObject({
			rows: 2466,
			customersCreated: 100,
			invoicesCreated: 2466,
			paymentsRecorded: 2466,
			disputesOpened: 0,
			errors: []
		});
		const [sums] = await asOwner(
			'select count(*)::int as n, sum(total_minor)::text as total, min(issued_on)::text as first, max(due_on)::text as last from invoice where organisation_id = $1',
			[watson.organisationId]
		);
		expect(sums).toEqual({
			n: 2466,
			total: totalOf(ibm!),
			first: '2012-01-03',
			last: '2014-01-01'
		});
		expect(await importText(watson, ibm!)).toMatchObject({
			invoicesCreated: 0,
			invoicesUpdated: 0,
			invoicesUnchanged: 2466,
			paymentsRecorded: 0,
			customersUpdated: 0
		});
	});
});

const totalOf = (file: Uint8Array): string =>
	String(
		new TextDecoder()
			.decode(file)
			.trim()
			.split(/\r?\n/)
			.slice(1)
			.reduce((sum, line) => sum + Math.round(Number(line.split(',')[6]) * 100), 0)
	);

describe('a file that holds every open invoice', () => {
	const head = 'customer id;invoice number;invoice date;amount\n';
	const openOnes = async () =>
		(await unitOfWork(inside, (unit) => openInvoices(unit, { onlyOpen: true }))).map(
			({ number }) => number
		);

	test('settles those it no longer names when it is said, and only then', async () => {
		await importText(
			inside,
			`${head}Z1;Z1-1;2026-01-02;100,00\nZ1;Z1-2;2026-01-02;50,00\nZ1;Z1-3;2026-01-02;70,00\n`
		);
		// A row that cannot be imported still says that its invoice is open.
		const next = `${head}Z1;Z1-1;2026-01-02;100,00\nZ1;Z1-3;2026-13-02;70,00\n`;
		expect(await importText(inside, next)).toMatchObject({ absentSettled: 0 });
		const before = await openOnes();
		expect(before).toContain('Z1-2');
		const result = await importText(inside, next, { complete: true });
		expect(result).toMatchObject({ invoicesUpdated: 0, invoicesUnchanged: 1, paymentsRecorded: 0 });
		expect(result.absentSettled).toBe(before.length - 2);
		expect(await openOnes()).toEqual(['Z1-1', 'Z1-3']);
		const [paid] = await asOwner('select total_minor, source from payment where reference = $1', [
			'Z1-2 – absente de l’import'
		]);
		expect(paid).toEqual({ total_minor: '5000', source: 'import' });
		expect(await importText(inside, next, { complete: true })).toMatchObject({ absentSettled: 0 });
	});

	test('takes it back when the invoice is in a later file', async () => {
		await importText(inside, `${head}Z2;Z2-1;2026-01-02;100,00\n`);
		await importText(inside, `${head}Z2;Z2-2;2026-01-02;10,00\n`, { complete: true });
		expect(await openOnes()).not.toContain('Z2-1');
		await importText(
			inside,
			'customer id;invoice number;invoice date;amount;open amount\nZ2;Z2-1;2026-01-02;100,00;100,00\n'
		);
		expect(await openOnes()).toContain('Z2-1');
	});

	test('says nothing about invoices that came after it, nor about those of others', async () => {
		const theirs = (unit: Unit<SystemScope>) => openInvoices(unit, { onlyOpen: true });
		const before = (await unitOfWork(other.inside, theirs)).length;
		const { mapping } = await unitOfWork(inside, (unit) =>
			guessFor(unit, bytes(`${head}Z3;Z3-1;2026-01-02;10,00\n`))
		);
		await importText(inside, `${head}Z3;Z3-2;2026-01-02;10,00\n`);
		const result = await unitOfWork(inside, (unit) =>
			importReceivables(
				unit,
				bytes(`${head}Z3;Z3-1;2026-01-02;10,00\n`),
				{ ...mapping, complete: true },
				{
					id: '01890000-0000-7000-8000-000000000000',
					name: 'early.csv',
					uploadedAt: new Date(TEST_INSTANT.getTime() - 60_000)
				}
			)
		);
		expect(result.absentSettled).toBe(0);
		expect(await openOnes()).toContain('Z3-2');
		expect((await unitOfWork(other.inside, theirs)).length).toBe(before);
	});
});

describe('a negative amount', () => {
	const head = 'customer id;invoice number;invoice date;amount;open amount;paid date\n';
	const credits = (number: string) =>
		asOwner(
			'select total_minor, currency, issued_on::text, dispute_id from credit_note where number = $1',
			[number]
		);

	test('is a credit note, written once, that settles nothing by itself', async () => {
		const file = `${head}Y1;AV-1;2026-01-02;-120,00;-120,00;\nY1;AV-2;2026-01-03;-5,00;;\nY1;Y1-1;2026-01-02;10,00;10,00;\n`;
		expect(await importText(inside, file)).toMatchObject({
			creditNotesCreated: 2,
			invoicesCreated: 1,
			errors: []
		});
		expect(await credits('AV-1')).toEqual([
			{ total_minor: '12000', currency: 'EUR', issued_on: '2026-01-02', dispute_id: null }
		]);
		expect(await invoicesOf(inside, 'Y1')).toMatchObject([{ number: 'Y1-1', openMinor: 1000n }]);
		expect(await importText(inside, file)).toMatchObject({ creditNotesCreated: 0, errors: [] });
		expect(await credits('AV-1')).toHaveLength(1);
	});

	test('that is paid out, more than whole, or known otherwise is refused with its reason', async () => {
		const result = await importText(
			inside,
			`${head}Y2;AV-3;2026-01-02;-120,00;-120,01;\nY2;AV-4;2026-01-02;-1,00;;2026-01-05\nY2;AV-1;2026-01-02;-120,00;;\nY1;AV-1;2026-01-02;-7,00;;\nY2;Y2-1;2026-01-02;10,00;-1,00;\n`
		);
		expect(result).toMatchObject({ creditNotesCreated: 0, invoicesCreated: 0 });
		expect(result.errors.map(({ line, code }) => [line, code])).toEqual([
			[2, 'import_row_negative'],
			[3, 'import_row_negative'],
			[4, 'import_row_duplicate'],
			[5, 'import_row_duplicate'],
			[6, 'import_row_negative']
		]);
		const elsewhere = await importText(inside, `${head}Y2;AV-1;2026-01-02;-120,00;;\n`);
		expect(elsewhere.errors.map(({ code }) => code)).toEqual(['import_row_other_customer']);
	});
});

describe('a credit the books set against an invoice', () => {
	const head = 'customer id;invoice number;invoice date;due date;amount;open amount\n';
	const invoiceRow = (code: string, open: string, number = `${code}-1`) =>
		`${code};${number};2026-01-02;2026-02-01;1000,00;${open}\n`;
	const creditRow = (code: string, open: string) =>
		`${code};AV-${code};2026-01-02;;-200,00;${open}\n`;
	/** Overdue and asked for, less what was received without an invoice. */
	const asked = async (customerCode: string) => {
		const { balance } = await callerFor(ours.desk.collector).desk.customers.page({
			code: customerCode
		});
		return balance.overdue.map(({ minor }) => minor);
	};

	test('is deducted once, before and after the books did it', async () => {
		await importText(inside, head + invoiceRow('W1', '1000,00') + creditRow('W1', '-200,00'));
		expect(await asked('W1')).toEqual([80_000n]);
		const later = head + invoiceRow('W1', '800,00');
		expect(await importText(inside, later)).toMatchObject({ paymentsRecorded: 1, errors: [] });
		expect(await asked('W1')).toEqual([80_000n]);
		expect(await importText(inside, later)).toMatchObject({ paymentsRecorded: 0 });
		// Undone in the books: the invoice is whole again and so is the credit.
		await importText(inside, head + invoiceRow('W1', '1000,00') + creditRow('W1', '-200,00'));
		expect(await asked('W1')).toEqual([80_000n]);
	});

	test('is not what settled the invoice while the same file calls it open', async () => {
		await importText(inside, head + invoiceRow('W2', '1000,00') + creditRow('W2', '-200,00'));
		await importText(inside, head + invoiceRow('W2', '800,00') + creditRow('W2', '-200,00'));
		expect(await asked('W2')).toEqual([60_000n]);
	});

	test('counts for what is left of it', async () => {
		const file = head + invoiceRow('W3', '950,00') + creditRow('W3', '-150,00');
		expect(await importText(inside, file)).toMatchObject({ creditNotesCreated: 1, errors: [] });
		expect(await asked('W3')).toEqual([80_000n]);
		await importText(inside, head + invoiceRow('W3', '950,00') + creditRow('W3', '-20,00'));
		expect(await asked('W3')).toEqual([93_000n]);
		await importText(inside, head + invoiceRow('W3', '950,00') + creditRow('W3', '0,00'));
		expect(await asked('W3')).toEqual([95_000n]);
		await importText(inside, head + invoiceRow('W3', '950,00') + creditRow('W3', '-150,00'));
		expect(await asked('W3')).toEqual([80_000n]);
	});

	test('that a file of everything open no longer names was used', async () => {
		const company = await buildOrganisation();
		const staff = deskScopeOf(await buildUser(company), company);
		const left = async () =>
			(await callerFor(staff).desk.customers.page({ code: 'W4' })).balance.overdue.map(
				({ minor }) => minor
			);
		await importText(company, head + invoiceRow('W4', '1000,00') + creditRow('W4', '-200,00'));
		expect(await left()).toEqual([80_000n]);
		const all = head + invoiceRow('W4', '1000,00');
		await importText(company, all, { complete: true });
		expect(await left()).toEqual([100_000n]);
		await importText(company, all, { complete: true });
		expect(await left()).toEqual([100_000n]);
		expect(await asked('W3')).toEqual([80_000n]);
	});

	test('is not given twice when staff closes a case with it afterwards', async () => {
		await importText(inside, head + invoiceRow('W6', '1000,00') + creditRow('W6', '-200,00'));
		await importText(inside, head + invoiceRow('W6', '800,00'));
		const [invoice] = await invoicesOf(inside, 'W6');
		await unitOfWork(inside, (unit) =>
			issueCreditNote(unit, {
				customerId: invoice!.customerId,
				disputeId: uuidv7(),
				number: 'AV-W6',
				currency: 'EUR',
				parts: [{ invoiceId: invoice!.id, amountMinor: 20_000n }]
			})
		);
		expect(await invoicesOf(inside, 'W6')).toMatchObject([{ openMinor: 80_000n }]);
		expect(await asked('W6')).toEqual([80_000n]);
	});

	test('may be what is left of a payment staff recorded', async () => {
		await importText(inside, head + invoiceRow('W5', '1000,00'));
		const { id } = await callerFor(ours.desk.collector).desk.customers.page({ code: 'W5' });
		await callerFor(ours.desk.collector).desk.payments.record({
			paymentId: uuidv7(),
			customerId: id,
			receivedOn: localDate('2026-03-02'),
			amountMinor: 120_000n,
			currency: 'EUR'
		});
		await importText(inside, head + invoiceRow('W5', '0,00') + invoiceRow('W5', '800,00', 'W5-2'));
		expect(await asked('W5')).toEqual([80_000n]);
		await importText(inside, head + invoiceRow('W5', '0,00') + invoiceRow('W5', '700,00', 'W5-2'));
		expect(await asked('W5')).toEqual([70_000n]);
	});
});

test('a long import keeps no customer from contesting an invoice', async () => {
	const file =
		'customer id;invoice number;invoice date;amount;disputed\nX1;X1-1;2026-01-02;10,00;yes\nX1;X1-2;2026-01-02;10,00;yes\n';
	const portal = await portalScopeOf(ours.account.portalPath);
	const invoice = await buildInvoice(inside, ours.account.customer);
	const references = await unitOfWork(inside, async (unit) => {
		const { mapping } = await guessFor(unit, bytes(file));
		const source = { id: uuidv7(), name: 'long.csv', uploadedAt: unit.now };
		expect(await importReceivables(unit, bytes(file), mapping, source)).toMatchObject({
			disputesOpened: 2
		});
		// Not committed yet.
		await callerFor(portal).portal.disputes.open({
			items: [{ invoiceId: invoice.id }],
			reasonCode: 'price_unit',
			requestedOutcome: 'CNP',
			explanation: 'Le prix convenu était de 90 euros.',
			idempotencyKey: 'during-a-long-import',
			language: 'fr',
			files: []
		});
		return unit.tx.select({ reference: dispute.reference }).from(dispute);
	});
	expect(new Set(references.map(({ reference }) => reference)).size).toBe(references.length);
});

test('an import that waits locks nothing late: what is paid meanwhile of another invoice stays', async () => {
	const row = (code: string, open: string) =>
		`${code};${code} SA;${code}-1;2026-02-01;2026-03-03;100,00;${open};no;;;;;\n`;
	for (const scope of [inside, other.inside])
		await importText(scope, HEAD + row('LATE1', '100,00') + row('LATE2', '60,00'));
	const [first] = await invoicesOf(inside, 'LATE1');
	const [second] = await invoicesOf(inside, 'LATE2');
	let importing: Promise<unknown> | undefined;
	await unitOfWork(inside, async (unit) => {
		await lockInvoicesById(unit, [first!.id]);
		importing = importText(inside, HEAD + row('LATE1', '50,00') + row('LATE2', '60,00'));
		importing.catch(() => {});
		await untilSomebodyWaits();
		await callerFor(ours.desk.collector).desk.payments.record({
			paymentId: uuidv7(),
			customerId: second!.customerId,
			invoiceId: second!.id,
			receivedOn: localDate('2026-03-03'),
			amountMinor: 1000n,
			currency: 'EUR'
		});
	});
	expect(await importing).toMatchObject({ paymentsRecorded: 1 });
	expect(await invoicesOf(inside, 'LATE1')).toMatchObject([{ openMinor: 5000n }]);
	expect(await invoicesOf(inside, 'LATE2')).toMatchObject([{ openMinor: 5000n }]);
	expect(await invoicesOf(other.inside, 'LATE2')).toMatchObject([{ openMinor: 6000n }]);
});
