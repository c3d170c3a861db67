import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { csvOf } from './csv';

describe('a file for a spreadsheet', () => {
	it('starts with a byte order mark and ends every line', () => {
		expect(csvOf([['a', 'b']], 'en')).toBe('\ufeffa,b\r\n');
	});

	it('writes figures as its language reads them, negative ones too', () => {
		const row = [money(-123_450n, 'EUR'), money(7n, 'JPY'), 8.26, null];
		expect(csvOf([row], 'fr')).toBe('\ufeff-1234,50;7;8,3;\r\n');
		expect(csvOf([row], 'en')).toBe('\ufeff-1234.50,7,8.3,\r\n');
	});

	it.each(['=1+1', '+33 6', '-2', '@sum', '\tx', ' =1'])('never starts a formula: %o', (text) => {
		expect(csvOf([[text]], 'fr').replace(/["\ufeff]/g, '')).toMatch(/^'/);
	});

	it('gives every text back, whatever is in it', () => {
		const language = fc.constantFrom('fr' as const, 'en' as const);
		fc.assert(
			fc.property(language, fc.array(fc.string(), { minLength: 1 }), (of, cells) => {
				const rows: string[][] = parse(csvOf([['first', ...cells]], of), {
					bom: true,
					delimiter: of === 'fr' ? ';' : ',',
					relax_quotes: false
				});
				expect(rows[0]!.slice(1).map((cell) => cell.replace(/^'/, ''))).toEqual(
					cells.map((cell) => cell.replace(/^'/, ''))
				);
			})
		);
	});
});
