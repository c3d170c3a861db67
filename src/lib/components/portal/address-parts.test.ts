import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressParts } from './address-parts';

test('an address breaks after its sign and its dots, and nowhere else', () => {
	expect(addressParts('compta@gantier.example')).toEqual(['compta@', 'gantier.', 'example']);
	fc.assert(
		fc.property(fc.emailAddress(), (address) => {
			const parts = addressParts(address);
			expect(parts.join('')).toBe(address);
			for (const part of parts.slice(0, -1)) expect(part).toMatch(/^[^@.]*[@.]$/);
		})
	);
});
