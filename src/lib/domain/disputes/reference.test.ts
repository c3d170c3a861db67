import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REFERENCE, REFERENCE_PREFIXES, referenceOf } from './reference';

test('a reference is found in words, whatever language its house speaks, and no other number is', () => {
	const whole = new RegExp(`^${REFERENCE}$`);
	fc.assert(
		fc.property(
			fc.constantFrom(...Object.values(REFERENCE_PREFIXES)),
			fc.integer({ min: 2000, max: 2100 }),
			fc.integer({ min: 1, max: 9_999_999 }),
			(prefix, year, number) => {
				expect(referenceOf(prefix, String(year), number)).toMatch(whole);
			}
		)
	);
	for (const other of ['FA-2026-000431', 'LIT-2026-0431', 'XLIT-2026-000431', 'INV-2026-000431'])
		expect(other).not.toMatch(whole);
});

test('no two languages share a word', () => {
	const all = Object.values(REFERENCE_PREFIXES);
	expect(new Set(all).size).toBe(all.length);
	for (const prefix of all) expect(prefix).toMatch(/^[A-Z]{3}$/);
});
