import { describe, expect, it } from 'vitest';
import { readAmount } from './read-amount';

describe('An amount typed into a form', () => {
	it.each([
		['2,500', 'en', 250_000n],
		['2.500', 'fr', 250_000n],
		['2 500', 'fr', 250_000n],
		['2 500', 'en', 250_000n],
		['2,500.50', 'en', 250_050n],
		['2.500,50', 'fr', 250_050n],
		['125.50', 'fr', 12_550n],
		['125,50', 'en', 12_550n],
		['1,234.56', 'fr', 123_456n],
		['1.234,56', 'en', 123_456n]
	] as const)('%s in %s', (text, language, minor) => {
		expect(readAmount(text, 'EUR', language)).toBe(minor);
	});

	it('is refused when it could be a thousand times more', () => {
		expect(readAmount('2,500', 'EUR', 'fr')).toBeNull();
		expect(readAmount('2.500', 'EUR', 'en')).toBeNull();
	});

	it('keeps the three decimals of the currencies that have them', () => {
		expect(readAmount('2,500', 'TND', 'fr')).toBe(2_500n);
		expect(readAmount('2.500', 'TND', 'en')).toBe(2_500n);
	});

	it('is refused when it is no amount', () => {
		expect(readAmount('', 'EUR', 'fr')).toBeNull();
		expect(readAmount('douze', 'EUR', 'fr')).toBeNull();
	});
});
