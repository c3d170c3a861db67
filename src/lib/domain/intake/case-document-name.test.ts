import fc from 'fast-check';
import { expect, it } from 'vitest';
import { caseOfDocument } from './case-document-name';

it.each([
	['LIT-2026-000123.pdf', 'LIT-2026-000123'],
	['FA-2026-0431-bis LIT-2026-000123.pdf', 'LIT-2026-000123'],
	['lit-2026-000123_facture.PDF', 'LIT-2026-000123'],
	['LIT-2026-000123 LIT-2026-000123.pdf', 'LIT-2026-000123'],
	['LIT-2026-000123 LIT-2026-000124.pdf', null],
	['SPLIT-2026-000123.pdf', null],
	['FA-2026-000123.pdf', null],
	['LIT-2026-12.pdf', null]
])('%s is about %s', (name, reference) => {
	expect(caseOfDocument(name)).toBe(reference);
});

it('any number is found wherever it stands between other words', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 99_999_999 }),
			fc.constantFrom('', 'FA 12 ', 'avoir_', 'x.'),
			fc.constantFrom('', ' bis', '_v2', '.signed'),
			(number, before, after) => {
				const reference = `LIT-2026-${String(number).padStart(6, '0')}`;
				expect(caseOfDocument(`${before}${reference}${after}.pdf`)).toBe(reference);
			}
		)
	);
});
