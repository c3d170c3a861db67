import { expect, it } from 'vitest';
import { labelOf } from './labels';
import type { Language } from './language';

const german = 'de' as Language;

it('says a label in the language of its reader', () => {
	expect(labelOf({ fr: 'Prix', en: 'Price' }, 'en')).toBe('Price');
});

it('falls back to the language of the house, then to French, then to whatever is written', () => {
	expect(labelOf({ fr: 'Prix', en: 'Price' }, german, 'en')).toBe('Price');
	expect(labelOf({ fr: 'Prix', en: ' ' }, german, 'en')).toBe('Prix');
	expect(labelOf({ en: 'Price' }, 'fr')).toBe('Price');
	expect(labelOf({}, 'fr')).toBe('');
});
