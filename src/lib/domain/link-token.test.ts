import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isToken, tokenCopiedIn } from './link-token';

const token = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);
const some = (of: string[]) =>
	fc.array(fc.constantFrom(...of), { maxLength: 4 }).map((all) => all.join(''));
const blank = some([' ', '\n', '\r\n', '\t', '\u00A0', '\u200B']);
const after = some(['.', ')', '>', ',', '»', '\u00A0»', ' ', '\n', '"', '’', ';']);

it('a token stays what it is', () =>
	fc.assert(
		fc.property(token, (own) => {
			expect(tokenCopiedIn(own)).toBeNull();
		})
	));

it('is found with what stands around it in a mail, and broken into lines', () =>
	fc.assert(
		fc.property(token, fc.nat(43), blank, after, (own, place, inside, end) => {
			fc.pre(inside + end !== '');
			const copied = own.slice(0, place) + inside + own.slice(place) + end;
			expect(tokenCopiedIn(copied)).toBe(own);
			expect(tokenCopiedIn(`<${copied}`)).toBe(own);
		})
	));

/** Letters of a token, and what stands around one, in any order. */
const nearly = fc
	.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...'aZ9_-') }, blank, after), {
		...{ minLength: 38, maxLength: 52 }
	})
	.map((all) => all.join(''));

it('no letter is guessed: what is found is what was there, in its order', () =>
	fc.assert(
		fc.property(fc.oneof(nearly, fc.string()), (text) => {
			const found = tokenCopiedIn(text);
			const there = text.replace(/[\s\u200B]/gu, '');
			expect(found === null || (isToken(found) && there.includes(found))).toBe(true);
		})
	));

it.each([
	'short.',
	`${'a'.repeat(42)}.`,
	`${'a'.repeat(44)}.`,
	`${'a'.repeat(20)}.${'a'.repeat(23)}`,
	'..',
	''
])('%j is no token', (text) => expect(tokenCopiedIn(text)).toBeNull());
