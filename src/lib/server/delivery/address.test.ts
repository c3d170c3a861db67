import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressIn, plainAddress } from './address';

const SPELLINGS = new URL('../../../../../shared/data/hostile/smtp_injection.txt', import.meta.url);
/** A name that only looks like another one: strange, but one address of one person. */
const HARMLESS = 'a@xn--pple-43d.com';

const refused = (text: string): boolean => {
	try {
		return plainAddress(text) !== text;
	} catch {
		return true;
	}
};

describe('An address', () => {
	it('is taken as it is when it is one', () => {
		for (const address of [
			'ana@menuiserie.fr',
			'a.b+c@sub.example.co.uk',
			"o'neil@example.ie",
			HARMLESS
		])
			expect(plainAddress(address)).toBe(address);
		expect(plainAddress('Ana@EXAMPLE.com')).toBe('Ana@example.com');
	});

	it('is refused when it could be read as something else', () => {
		for (const text of [
			'',
			'a',
			'a@',
			'@b.c',
			'a@b',
			'a@b.c\r\nBcc: x@y.z',
			'a@b.c,x@y.z',
			'a b@c.d',
			'"a b"@c.d',
			'a@[127.0.0.1]',
			'a@127.0.0.1',
			'<a@b.c>',
			'a@exаmple.com',
			'a@-b.c',
			`${'a'.repeat(65)}@b.c`
		])
			expect(refused(text), text).toBe(true);
	});

	it.skipIf(!fs.existsSync(SPELLINGS))('survives every known spelling of an injection', () => {
		const spellings = fs
			.readFileSync(SPELLINGS, 'utf8')
			.match(/'(?:[^'])*'/g)!
			.map((line) => line.slice(1, -1));
		expect(spellings.length).toBeGreaterThan(15);
		const decoded = spellings.map((text) =>
			text
				.replace(/\\r/g, '\r')
				.replace(/\\n/g, '\n')
				.replace(/\\x00/g, '\0')
				.replace(/\\u2028/g, '\u2028')
		);
		expect([...spellings, ...decoded].filter((text) => !refused(text))).toEqual([
			HARMLESS,
			HARMLESS
		]);
	});

	it('is found inside a setting written with a name', () => {
		expect(addressIn('Gantier SA <relance@gantier.fr>')).toBe('relance@gantier.fr');
		expect(addressIn('relance@gantier.fr')).toBe('relance@gantier.fr');
		expect(() => addressIn('<a@b.c> <x@y.z>')).toThrow('email_invalid');
	});

	it('never holds a character that ends a command or begins another address', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				if (!refused(text)) expect(text).toMatch(/^[!-~]+$/);
				expect(refused(`${text}\n@b.c`)).toBe(true);
				expect(refused(`a@b.c,${text}`)).toBe(true);
			})
		);
	});
});
