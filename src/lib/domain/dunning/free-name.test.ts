import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeName, isSameName } from './free-name';

test('a name nobody bears stays; one that is borne is numbered', () => {
	expect(freeName('Export', [], 100)).toBe('Export');
	expect(freeName('Export', ['export '], 100)).toBe('Export (2)');
	expect(freeName('Export', ['Export', 'Export (2)'], 100)).toBe('Export (3)');
});

test('it is always free, and never too long', () => {
	const names = fc.array(fc.constantFrom('ab', 'ab (2)', 'AB (3)', 'abcdefgh', 'abcd (2)'));
	fc.assert(
		fc.property(names, fc.constantFrom('ab', 'abcdefgh'), (taken, name) => {
			const free = freeName(name, taken, 8);
			expect(free.length).toBeLessThanOrEqual(8);
			expect(taken.some((one) => isSameName(one, free))).toBe(false);
		})
	);
});
