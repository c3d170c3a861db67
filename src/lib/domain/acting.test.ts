import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actingName } from './acting';

test('a name is kept as it was typed, without what nobody sees', () => {
	expect(actingName('  Marc \t Petit\u202e\n', 'Julie Vasseur')).toBe('Marc Petit');
});

test('nothing typed, or the holder, is nobody else', () => {
	for (const typed of [null, undefined, '', '   ', 'julie vasseur', 'Julie Vasseur '])
		expect(actingName(typed, 'Julie Vasseur')).toBeNull();
});

test('whatever is typed becomes one short line, and stays the same when it is read again', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
			const name = actingName(typed, 'Julie Vasseur');
			if (name === null) return;
			expect(name.length).toBeLessThanOrEqual(80);
			expect(name).not.toMatch(/[\n\r\t]|^\s|\s$/);
			expect(actingName(name, 'Julie Vasseur')).toBe(name);
		})
	);
});
