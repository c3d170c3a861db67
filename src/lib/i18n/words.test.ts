import { expect, test } from 'vitest';
import { errorWords } from './words';

test('what nobody expected says the number under which it is in the log', () => {
	expect(errorWords('unavailable', { reference: 'E-7F2A01' }, 'fr')).toMatch(
		/^Désolé, .*Réessayez dans une minute\. Référence à rappeler\s: E-7F2A01\.$/
	);
	expect(errorWords('unavailable', {}, 'en')).not.toContain('undefined');
});

test('a reference of another refusal is its own business', () => {
	expect(errorWords('not_found', { reference: 'LIT-2026-000001' }, 'en')).not.toContain('quote');
});
