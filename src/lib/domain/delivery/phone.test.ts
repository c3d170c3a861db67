import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mobileNumber } from './phone';

describe('a number for a text message', () => {
	it.each([
		['06 12 34 56 78', 'FR', '+33612345678'],
		['+33 6 12 34 56 78', 'GB', '+33612345678'],
		['0033612345678', 'FR', '+33612345678'],
		['(07911) 123-456', 'GB', '+447911123456'],
		['06.12.34.56.78', 'fr', '+33612345678']
	])('%s in %s is %s', (typed, country, dialled) => {
		expect(mobileNumber(typed, country)).toBe(dialled);
	});

	it.each([
		['04 72 00 00 00', 'FR'],
		['06 12 34 56 78', 'XX'],
		['12', 'FR'],
		['', 'FR'],
		['appeler le 06 12 34 56 78', 'FR'],
		['06 12 34 56 78 x3', 'FR']
	])('%s in %s reaches nobody by text message', (typed, country) => {
		expect(mobileNumber(typed, country)).toBeNull();
	});

	it('is a plus and at most fifteen digits, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string(), fc.constantFrom('FR', 'GB', 'US', 'NP', '??'), (typed, country) => {
				const found = mobileNumber(typed, country);
				expect(found === null || /^\+[1-9]\d{6,14}$/.test(found)).toBe(true);
				if (found) expect(mobileNumber(found, 'US')).toBe(found);
			})
		);
	});
});
