import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typedText } from './typed-text';

test('a NUL of a PDF and an override of the direction are left out, every word stays', () => {
	expect(typedText('12\u0000 cartons\u202E, «\u00A0cassés\u00A0»\r\n\tmerci 🙏 שלום')).toBe(
		'12 cartons, «\u00A0cassés\u00A0»\n\tmerci 🙏 שלום'
	);
});

test('as much as a field takes is no more once it was sent: forms end a line with two signs', () => {
	expect(typedText('un\r\ndeux\rtrois\n')).toBe('un\ndeux\ntrois\n');
});

test('nothing a database refuses is left, and cleaning twice changes nothing', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const typed = typedText(text);
			expect(typed).not.toContain('\u0000');
			expect(typedText(typed)).toBe(typed);
		})
	);
});
