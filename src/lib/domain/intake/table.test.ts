import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectSeparator } from './separator';
import { readTable } from './table';

const cells = async (text: string, separator: ';' | ',' = ';') =>
	(await readTable(text, separator)).rows.map((row) => [row.line, ...row.cells]);

describe('the separator', () => {
	test.each([
		[';', 'code;nom;montant\nA;"Dupont, Jean";1,50\nB;X;2,50\n'],
		[',', 'code,name,amount\nA,"Doe; Jane",1.50\n'],
		['\t', 'code\tname\nA\tx, y; z\n'],
		['|', 'code|name\nA|x,y\nB|x,y,z\n']
	])('%j is found whatever the names hold', (separator, text) => {
		expect(detectSeparator(text)).toEqual({ separator, sure: true });
	});

	test('a single column leaves a doubt', () => {
		expect(detectSeparator('code\nA\nB\n').sure).toBe(false);
	});
});

describe('the rows of a file', () => {
	test('keep the line on which they start, across blank lines and quoted line ends', async () => {
		expect(await cells('a;b\r\n\r\n"x\ny";2\r\n\n12" pipe;3\n3;4')).toEqual([
			[3, 'x\ny', '2'],
			[6, '12" pipe', '3'],
			[7, '3', '4']
		]);
	});

	test('may end in old Mac line ends', async () => {
		expect(await cells('a;b\r1;2\r3;4\r')).toEqual([
			[2, '1', '2'],
			[3, '3', '4']
		]);
	});

	test('that are blank are not rows', async () => {
		expect(await cells('a;b\n;\n   \n1;2\n')).toEqual([[4, '1', '2']]);
	});

	test('keep a wrong number of cells for the reader to refuse', async () => {
		expect(await cells('a;b\n1\n1;2;3\n')).toEqual([
			[2, '1'],
			[3, '1', '2', '3']
		]);
	});

	test('keep the original text, NUL made visible', async () => {
		const { rows } = await readTable('a;b\n"1\0";2\n', ';');
		expect(rows[0]).toEqual({ line: 2, cells: ['1\0', '2'], raw: '"1\u2400";2' });
	});

	test('with a quote that never closes are refused with its line', async () => {
		await expect(readTable('a,b\n1,2\n3,"4\n5,6\n', ',')).rejects.toMatchObject({
			code: 'import_unclosed_quote',
			details: { line: '3' }
		});
	});

	test.each(['a;b\n', 'a;b', '\n\n'])('without content are refused: %j', async (text) => {
		await expect(readTable(text, ';')).rejects.toMatchObject({ code: 'import_empty' });
	});

	test('property: what is written with quotes is read back exactly', async () => {
		const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((c) => !c.includes('\0'));
		const table = fc.array(
			fc.array(cell, { minLength: 3, maxLength: 3 }).filter((r) => r.some((c) => c.trim() !== '')),
			{ minLength: 1, maxLength: 20 }
		);
		await fc.assert(
			fc.asyncProperty(
				table,
				fc.constantFrom(',' as const, ';' as const, '\t' as const),
				async (rows, separator) => {
					const line = (r: string[]) =>
						r.map((c) => `"${c.replaceAll('"', '""')}"`).join(separator);
					const read = await readTable(
						[line(['a', 'b', 'c']), ...rows.map(line)].join('\r\n'),
						separator
					);
					expect(read.rows.map((row) => row.cells)).toEqual(rows);
				}
			)
		);
	});
});
