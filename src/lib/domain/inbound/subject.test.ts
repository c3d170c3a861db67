import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOtherSubject } from './subject';

const OURS = ['LIT-2026-000123 : un nouveau message pour vous', 'LIT-2026-000123 : bien reçue'];

test.each([
	'Re: LIT-2026-000123 : un nouveau message pour vous',
	'TR : RE: LIT-2026-000123 : Un nouveau message pour vous',
	'AW: [EXT] LIT-2026-000123: bien reçue',
	'Re[2]: LIT-2026-000123 : bien reçue - urgent',
	'Fwd: un nouveau message',
	'LIT-2026-000123',
	'RE:',
	''
])('%s is the same subject', (subject) => {
	expect(isOtherSubject(subject, OURS)).toBe(false);
});

test.each([
	'Facture F-2041 en double',
	'Re: Facture F-2041 en double (LIT-2026-000123)',
	'Autre problème : palette cassée'
])('%s is another one', (subject) => {
	expect(isOtherSubject(subject, OURS)).toBe(true);
});

test('of mails without words nothing is said', () => {
	expect(isOtherSubject('Palette cassée', [])).toBe(false);
	expect(isOtherSubject('Palette cassée', ['LIT-2026-000123'])).toBe(false);
});

test('a prefix makes no other subject', () => {
	const prefixes = fc.constantFrom('Re: ', 'TR : ', 'AW: Fwd: ', '[EXT] RE: ', 'RE[3]: ');
	fc.assert(
		fc.property(fc.string(), prefixes, (subject, prefix) => {
			expect(isOtherSubject(prefix + subject, [subject])).toBe(false);
		})
	);
});
