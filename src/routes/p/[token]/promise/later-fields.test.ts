import { expect, test } from 'vitest';
import { meantFields } from './later-fields';

test('a payment whose day was left out before another is meant too, and what follows the last is not', () => {
	expect(meantFields({ day2: '', day3: '2026-12-19', day4: '' })).toEqual(['day2', 'day3']);
	expect(meantFields({ day2: '2026-12-19' })).toEqual(['day2']);
	expect(meantFields({ day2: '', day3: '' })).toEqual([]);
});
