import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessColumns, missingColumns, repeatedColumns, unreadColumns } from './header';
import type { ImportField } from './mapping';
import { guessMapping } from './guess-mapping';
import { invoicesIn, readReceivables } from './receivables';
import { neutralised, writeCsv } from './write-csv';
import { readTable } from './table';

const read = async (text: string) => {
	const { mapping, table, doubts } = await guessMapping(new TextEncoder().encode(text), 'EUR');
	return { mapping, doubts, ...readReceivables(table, mapping) };
};
const problems = async (text: string) =>
	(await read(text)).problems.map((p) => [p.line, p.column, p.code, p.value]);

const IBM =
	'countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate';

describe('the header', () => {
	test('of the IBM sample is understood', () => {
		expect(guessColumns(IBM.split(','))).toEqual({
			customer_country: 0,
			customer_code: 1,
			invoice_number: 3,
			invoice_date: 4,
			due_date: 5,
			amount: 6,
			disputed: 7,
			paid_date: 8
		});
	});

	test('of a French aged balance is understood', () => {
		const header = [
			'Code client',
			'Raison sociale',
			'N° de facture',
			'Date de facture',
			"Date d'échéance",
			'Montant TTC (€)',
			'Solde dû',
			'Devise',
			'Litige',
			'Motif du litige',
			'Bon de commande',
			'Fichier PDF',
			'E-mail',
			'Nom du contact',
			'Fonction',
			'Langue',
			'Téléphone'
		];
		expect(guessColumns(header)).toEqual({
			customer_code: 0,
			customer_name: 1,
			invoice_number: 2,
			invoice_date: 3,
			due_date: 4,
			amount: 5,
			open_amount: 6,
			currency: 7,
			disputed: 8,
			dispute_reason: 9,
			order_number: 10,
			document_name: 11,
			contact_email: 12,
			contact_name: 13,
			contact_role: 14,
			customer_language: 15,
			contact_phone: 16
		});
	});

	test('"Client" alone is the code, and the name when a code stands beside it', () => {
		expect(guessColumns(['Client', 'Facture']).customer_code).toBe(0);
		expect(guessColumns(['Client', 'Code client'])).toMatchObject({
			customer_name: 0,
			customer_code: 1
		});
	});

	test.each<[ImportField, string[]]>([
		[
			'due_date',
			['due', 'due_date', 'Due', 'échéance', 'echeance', 'Fällig', 'faellig', 'Fällig am']
		],
		['amount', ['betrag', 'Montant TTC', 'montant_ttc', 'Amount', 'Rechnungsbetrag']],
		['open_amount', ['amount due', 'balance', 'solde', 'Reste dû', 'Offener Betrag', 'Saldo']],
		['invoice_number', ['Rechnungsnummer', 'Invoice no.', 'N° facture', 'Rechnungs-Nr.']],
		['invoice_date', ['Rechnungsdatum', 'Date', 'Date de facture']],
		['customer_code', ['Kundennummer', 'Kunden-Nr.', 'Code client', 'customer']]
	])('knows the short forms of %s', (field, names) => {
		for (const name of names)
			expect({ name, ...guessColumns([name]) }).toEqual({ name, [field]: 0 });
	});

	test('says which columns mean nothing here', () => {
		const header = ['Client', 'Facture', 'PaperlessDate', ' ', 'Vendeur'];
		expect(unreadColumns(header, { columns: guessColumns(header) })).toEqual([
			'PaperlessDate',
			'Vendeur'
		]);
	});

	test('that comes twice names its repeated columns', () => {
		expect(repeatedColumns(['a', 'b', 'a', '', ''])).toEqual(['a']);
	});

	test('says which columns are still needed', () => {
		expect(missingColumns({ customer_code: 0, amount: 1 })).toEqual([
			'invoice_number',
			'invoice_date'
		]);
		expect(missingColumns({ customer_code: 0 })).toEqual(['contact_email']);
		expect(missingColumns({ customer_code: 0, contact_email: 1 })).toEqual([]);
	});
});

describe('a file of receivables', () => {
	test('in US dates is read whole', async () => {
		const { mapping, doubts, rows, problems } = await read(
			`${IBM}\n391,0379-NEVHP,4/6/2013,0000611365,1/2/2013,2/1/2013,55.94,No,1/15/2013,Paper,13,0\n`
		);
		expect(mapping).toMatchObject({
			separator: ',',
			decimalMark: '.',
			dateOrder: 'mdy',
			encoding: 'utf-8'
		});
		expect([doubts, problems]).toEqual([[], []]);
		expect(rows[0]).toMatchObject({
			line: 2,
			customer: { code: '0379-NEVHP', name: '', country: null, group: '' },
			contact: null,
			invoice: {
				number: '0000611365',
				issuedOn: '2013-01-02',
				dueOn: '2013-02-01',
				totalMinor: 5594n,
				currency: 'EUR',
				paidOn: '2013-01-15',
				openMinor: null,
				disputed: false
			}
		});
	});

	test('in French figures and dates, due by its payment terms', async () => {
		const { rows } = await read(
			'Client;Facture;Date;Conditions de paiement;Montant TTC;Solde\nC1;F1;31/01/2026;45 jours fin de mois;1 234,56 €;234,56\n'
		);
		expect(rows[0]?.invoice).toMatchObject({
			issuedOn: '2026-01-31',
			dueOn: '2026-03-31',
			totalMinor: 123456n,
			openMinor: 23456n
		});
	});

	test('of contacts only gives customers and contacts', async () => {
		const { rows, problems } = await read(
			'Code client;Raison sociale;Nom du contact;E-mail;Langue\nC1;Durand;Zoé;Zoe@Durand.FR;fr\n'
		);
		expect(problems).toEqual([]);
		expect(rows[0]).toMatchObject({
			customer: { code: 'C1', name: 'Durand' },
			contact: { email: 'zoe@durand.fr', name: 'Zoé' },
			invoice: null
		});
	});

	test('may mix invoices and rows that only hold a contact', async () => {
		const { rows, problems } = await read(
			'customer id,invoice number,invoice date,amount,email\nC1,F1,2026-01-02,10.00,\nC1,,,,a@b.fr\n'
		);
		expect(problems).toEqual([]);
		expect(rows.map((row) => [row.invoice?.number, row.contact?.email])).toEqual([
			['F1', undefined],
			[undefined, 'a@b.fr']
		]);
	});

	test('reads what is left of a credit note, from nothing to the whole of it', async () => {
		const text = [
			'customer id;invoice number;invoice date;amount;open amount',
			'C1;A1;2026-01-02;-10,00;-4,00',
			'C1;A2;2026-01-02;-10,00;0,00',
			'C1;A3;2026-01-02;-10,00;-10,00',
			'C1;A4;2026-01-02;-10,00;',
			'C1;A5;2026-01-02;-10,00;4,00'
		].join('\n');
		expect((await read(text)).rows.map(({ creditNote }) => creditNote)).toMatchObject([
			{ number: 'A1', totalMinor: 1000n, openMinor: 400n },
			{ number: 'A2', totalMinor: 1000n, openMinor: 0n },
			{ number: 'A3', totalMinor: 1000n, openMinor: 1000n },
			{ number: 'A4', totalMinor: 1000n, openMinor: null }
		]);
		expect(await problems(text)).toMatchObject([[6, 'amount', 'import_row_negative', '-10,00']]);
	});

	test('names every fault with its line, column and value, and keeps the good rows', async () => {
		const text = [
			'customer id;invoice number;invoice date;due date;amount;open amount;currency;disputed;email;language',
			'C1;F1;2026-01-02;2026-02-01;1.234,56;;EUR;no;;',
			';F2;2026-01-02;2026-02-01;10,00;;EUR;no;;',
			'C1;F3;31/02/2026;2026-02-01;10,00;;EUR;no;;',
			'C1;F4;2026-01-02;2026-02-01;1,234.56;;EUR;no;;',
			'C1;F5;2026-01-02;2026-02-01;-10,00;-10,01;EUR;no;;',
			'C1;F6;2026-01-02;2026-02-01;10,00;11,00;EUR;no;;',
			'C1;F7;2026-01-02;2026-02-01;10,00;;EURO;no;;',
			'C1;F8;2026-01-02;2026-02-01;10,00;;EUR;maybe;;',
			'C1;F9;2026-01-02;2026-02-01;10,00;;EUR;no;nobody;',
			'C1;F10;2026-01-02;2026-02-01;10,00;;EUR;no;;nl',
			'C1;F11;2026-01-02',
			'C1;F12;2026-01-02;2026-02-01;=1+1;;EUR;no;;',
			`C1;F13${'x'.repeat(120)};2026-01-02;2026-02-01;10,00;;EUR;no;;`,
			'C1;F14\0;2026-01-02;2026-02-01;10,00;;EUR;no;;',
			'C1;F15;2026-01-02;2026-02-01;20,00;;EUR;no;;;;'
		].join('\n');
		expect((await read(text)).rows.map((row) => row.invoice?.number)).toEqual(['F1', 'F15']);
		expect(await problems(text)).toEqual([
			[3, 'customer id', 'import_row_required', ''],
			[4, 'invoice date', 'import_row_date', '31/02/2026'],
			[5, 'amount', 'import_row_amount', '1,234.56'],
			[6, 'amount', 'import_row_negative', '-10,00'],
			[7, 'open amount', 'import_row_open_above_total', '11,00'],
			[8, 'currency', 'import_row_currency', 'EURO'],
			[9, 'disputed', 'import_row_reason', 'maybe'],
			[10, 'email', 'import_row_email', 'nobody'],
			[11, 'language', 'import_row_language', 'nl'],
			[12, '', 'import_row_columns', '3/10'],
			[12, 'amount', 'import_row_required', ''],
			[13, 'amount', 'import_row_amount', '=1+1'],
			[14, 'invoice number', 'import_row_too_long', `F13${'x'.repeat(120)}`],
			[15, 'invoice number', 'import_nul_byte', 'F14\u2400']
		]);
	});

	test('keeps a formula as the text it is', async () => {
		const { rows } = await read(
			'customer id,customer name,invoice number,invoice date,amount\n"=1+1","=HYPERLINK(""http://x"")","@F1",2026-01-02,10.00\n'
		);
		expect(rows[0]?.customer).toMatchObject({ code: '=1+1', name: '=HYPERLINK("http://x")' });
		expect(rows[0]?.invoice?.number).toBe('@F1');
	});

	test('counts an invoice that comes twice once, and refuses both when they differ', async () => {
		const head = 'customer id,invoice number,invoice date,amount,email\n';
		const twice = await read(
			`${head}C1,F1,2026-01-02,10.00,a@b.fr\nC1,F1,2026-01-02,10.00,c@d.fr\n`
		);
		expect([invoicesIn(twice.rows).length, twice.rows.length, twice.problems]).toEqual([1, 2, []]);
		expect(
			await problems(
				`${head}C1,F1,2026-01-02,10.00,\nC2,F2,2026-01-02,5.00,\nC1,F1,2026-01-02,12.00,\n`
			)
		).toEqual([
			[2, 'invoice number', 'import_row_duplicate', 'F1'],
			[4, 'invoice number', 'import_row_duplicate', 'F1']
		]);
	});

	test('says what it could not be sure of', async () => {
		const { doubts } = await read(
			'customer id;invoice number;invoice date;amount\nC1;F1;01/02/2026;1.234\n'
		);
		expect(doubts).toEqual(['decimalMark', 'dateOrder']);
	});
});

describe('the file of errors', () => {
	test.each([
		'=1+1',
		'+1+1',
		'-1+1',
		'@SUM(1)',
		'\t=1+1',
		'\r=1+1',
		'\n=1+1',
		'＝1+1',
		'＋1',
		'－1',
		'＠SUM(1)',
		' =1+1',
		'\u00a0=1+1'
	])('shows %j as text', (cell) => {
		expect(neutralised(cell)).toBe(`'${cell}`);
	});

	test('leaves ordinary cells as they are', () => {
		expect(['Durand', '12,50', 'a=b', ''].map(neutralised)).toEqual(['Durand', '12,50', 'a=b', '']);
	});

	test('property: is read back as the cells that were written, and none starts a formula', async () => {
		const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((c) => !c.includes('\0'));
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(cell, cell, fc.constant('x')), { minLength: 1, maxLength: 10 }),
				async (rows) => {
					const { rows: back } = await readTable(writeCsv([['a', 'b', 'c'], ...rows]), ';');
					expect(back.map((row) => row.cells)).toEqual(rows.map((row) => row.map(neutralised)));
					expect(back.flatMap((row) => row.cells).some((c) => /^[=+\-@\t\r\n]/.test(c))).toBe(
						false
					);
				}
			)
		);
	});
});
