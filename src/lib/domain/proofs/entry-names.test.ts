import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryNames, safeName } from './entry-names';

describe('names in an archive', () => {
	it.each([
		['../../etc/passwd', '-..-etc-passwd'],
		['C:\\photos\\été.jpg', 'C--photos-été.jpg'],
		['a\u202egpj.exe', 'agpj.exe'],
		['CON.pdf', '_CON.pdf'],
		['...', 'document'],
		['e\u0301te\u0301.pdf', 'été.pdf']
	])('%j is kept as %j', (name, kept) => expect(safeName(name)).toBe(kept));

	it('are numbered when they are alike on some disk', () => {
		const pathOf = entryNames();
		expect(['Bon.pdf', 'bon.PDF', 'Bon.pdf'].map((name) => pathOf('files', name))).toEqual([
			'files/Bon.pdf',
			'files/bon (2).PDF',
			'files/Bon (3).pdf'
		]);
		expect(pathOf('invoices', 'Bon.pdf')).toBe('invoices/Bon.pdf');
	});
});

describe('properties', () => {
	it('whatever is typed stays in its folder, under a name of its own', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' })), (names) => {
				const pathOf = entryNames();
				const paths = names.map((name) => pathOf('files', name));
				expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(names.length);
				for (const path of paths) expect(path).toMatch(/^files\/[^./\\:*?"<>|][^/\\:*?"<>|]*$/);
			})
		);
	});
});
