import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '$lib/domain/intake/table';
import { callerFor } from '../../support/scopes';
import { useDatabase } from '../../support/database';
import { buildWorld, type Company } from '../../support/world';
import { bytes, importText, sharedFile } from './files';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => ({ ours, other } = await buildWorld()));
const imports = (company: Company = ours) => callerFor(company.desk.collector).desk.imports;
const upload = (content: Uint8Array, name = 'file.csv') => imports().upload({ name, content });
const ROWS = 'Code client;Facture;Date;Échéance;Montant\nH1;H1-1;02/01/2026;01/02/2026;1 234,56\n';

describe('a file that is no table', () => {
	test.each([
		['empty', new Uint8Array(), 'import_empty'],
		['blank', bytes('\r\n \r\n'), 'import_empty'],
		['a header alone', bytes('a;b\n'), 'import_empty'],
		['a PDF', bytes('%PDF-1.4\n'), 'import_not_text'],
		['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'import_not_text'],
		['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'import_not_text'],
		['100 MB', new Uint8Array(100_000_000).fill(0x41), 'import_too_large'],
		['a quote that never closes', bytes('a,b\n"1,2\n3,4\n'), 'import_unclosed_quote']
	])('%s is refused by name and nothing is kept', async (_, content, code) => {
		const before = (await imports().list()).files.length;
		await expect(upload(content)).rejects.toMatchObject({ cause: { code } });
		expect((await imports().list()).files).toHaveLength(before);
	});

	test('of more rows than one import takes is refused', async () => {
		await expect(upload(bytes(`a;b\n${'1;2\n'.repeat(100_001)}`))).rejects.toMatchObject({
			cause: { code: 'import_too_large' }
		});
	});
});

describe('an encoding', () => {
	test.each(['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le', 'utf-16be'])(
		'%s is read without asking',
		async (encoding) => {
			const { id } = await upload(new Uint8Array(iconv.encode(ROWS, encoding)));
			const shown = await imports().show({ id });
			expect(shown.mapping.encoding).toBe(encoding === 'iso-8859-15' ? 'windows-1252' : encoding);
			expect(shown.preview?.columns[3]?.name).toBe('Échéance');
			expect(shown.preview?.rows[0]?.invoice).toMatchObject({
				number: 'H1-1',
				totalMinor: 123456n,
				issuedOn: '2026-01-02'
			});
		}
	);
});

describe.skipIf(!sharedFile('hostile/SOURCE.txt'))('the hostile samples', () => {
	test.each([
		['csv_cp1252.csv', { encoding: 'windows-1252', separator: ';', decimalMark: ',' }],
		['csv_utf16.csv', { encoding: 'utf-16le', separator: ';' }],
		['csv_nul.csv', { encoding: 'utf-8', separator: ',' }],
		['csv_formula.csv', { encoding: 'utf-8', separator: ',' }]
	])('%s opens', async (name, mapping) => {
		const { id } = await upload(sharedFile(`hostile/${name}`)!, name);
		expect((await imports().show({ id })).mapping).toMatchObject(mapping);
	});

	test('csv_unclosed_quote.csv is refused with its line', async () => {
		await expect(upload(sharedFile('hostile/csv_unclosed_quote.csv')!)).rejects.toMatchObject({
			cause: { code: 'import_unclosed_quote', details: { line: '2' } }
		});
	});

	test('formulas come in as text and leave as text', async () => {
		const cells = (
			await readTable(new TextDecoder().decode(sharedFile('hostile/csv_formula.csv')!), ',')
		).rows.map((row) => row.cells[0]!);
		const rows = cells
			.map((cell, i) => `"${cell.replaceAll('"', '""')}",X${i},2026-01-02,oops`)
			.join('\n');
		const { id } = await upload(
			bytes(`customer id,invoice number,invoice date,amount\n${rows}\n`),
			'=cmd.csv'
		);
		await imports().confirm({ id });
		const { text } = await imports().errorFile({ id });
		const back = (await readTable(text, ';')).rows;
		expect(back).toHaveLength(cells.length);
		expect(
			back.flatMap((row) => row.cells).filter((cell) => /^[\s\u00a0]*[=+\-@＝＋－＠]/.test(cell))
		).toEqual([]);
	});
});

describe('a NUL byte in one cell', () => {
	test("is that row's problem, and the file can be kept", async () => {
		const { id } = await upload(bytes(`${ROWS}H1;H1-\0;02/01/2026;01/02/2026;5,00\n`));
		await imports().confirm({ id });
		expect((await imports().show({ id })).result).toMatchObject({
			invoicesCreated: 1,
			badCount: 1,
			problems: [{ line: 3, code: 'import_nul_byte', value: 'H1-\u2400' }]
		});
	});
});

describe('what a customer is called', () => {
	test('is kept as it was written, whatever it looks like', async () => {
		await importText(
			ours.inside,
			'customer id,customer name,invoice number,invoice date,amount\nF1,"=HYPERLINK(""http://x"",""y"")",F1-1,2026-01-02,1.00\n'
		);
		const customer = await callerFor(ours.desk.collector).desk.customers.page({ code: 'F1' });
		expect(customer.name).toBe('=HYPERLINK("http://x","y")');
	});
});

describe('the file of another organisation', () => {
	test('is not there', async () => {
		const { id } = await upload(bytes(ROWS));
		for (const attempt of [
			() => imports(other).show({ id }),
			() => imports(other).confirm({ id }),
			() => imports(other).discard({ id }),
			() => imports(other).errorFile({ id })
		])
			await expect(attempt()).rejects.toMatchObject({ cause: { code: 'not_found' } });
		expect((await imports(other).list()).files).toEqual([]);
	});

	test('nor is a role that may not import let in', async () => {
		await expect(callerFor(ours.desk.executive).desk.imports.list()).rejects.toMatchObject({
			cause: { code: 'not_allowed' }
		});
		await expect(callerFor(null).desk.imports.list()).rejects.toMatchObject({
			cause: { code: 'not_signed_in' }
		});
	});
});
