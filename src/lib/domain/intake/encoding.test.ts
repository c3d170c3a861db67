import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText, detectEncoding } from './encoding';

const FRENCH = 'client;montant;libellé\r\nSociété générale;1 234,56;été à la forêt\r\n';

describe('the encoding of a file', () => {
	test.each([
		['utf-8', FRENCH],
		['windows-1252', `${FRENCH}Œuvre;12 €;\r\n`],
		['iso-8859-15', `${FRENCH}Prix;12 €;\r\n`],
		['utf-16le', FRENCH],
		['utf-16be', FRENCH]
	] as const)('%s is recognised without a byte order mark', (encoding, text) => {
		const content = new Uint8Array(iconv.encode(text, encoding, { addBOM: false }));
		expect(detectEncoding(content).encoding).toBe(encoding);
		expect(decodeText(content, encoding)).toBe(text);
	});

	test('a byte order mark decides and is not part of the text', () => {
		const content = new Uint8Array(iconv.encode('a;b\n', 'utf-16le', { addBOM: true }));
		expect(detectEncoding(content)).toEqual({ encoding: 'utf-16le', sure: true });
		expect(decodeText(content, 'utf-16le')).toBe('a;b\n');
		expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), 'utf-8')).toBe('a');
	});

	test('Cyrillic bytes are read, but somebody is asked to look', () => {
		const content = new Uint8Array(
			iconv.encode('клиент;сумма\nОбщество;12,00\nПоставка товара;33,00\n', 'windows-1251')
		);
		expect(detectEncoding(content).sure).toBe(false);
	});

	test('a plain text is never taken for UTF-16 because of one NUL', () => {
		expect(detectEncoding(new TextEncoder().encode('a,b\n1\0,2\n')).encoding).toBe('utf-8');
	});

	test('property: text written in UTF-8 comes back as it was', () => {
		const text = fc
			.string({ unit: 'binary', minLength: 1 })
			.filter((t) => !t.startsWith('\ufeff') && !t.includes('\0'));
		fc.assert(
			fc.property(text, (t) => {
				const content = new Uint8Array(Buffer.from(t, 'utf8'));
				expect(decodeText(content, 'utf-8')).toBe(
					content.length ? Buffer.from(t, 'utf8').toString('utf8') : ''
				);
			})
		);
	});

	test('property: no content of bytes makes the reader fail, and no half surrogate is left', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
				const text = decodeText(content, detectEncoding(content).encoding);
				expect(() => encodeURIComponent(text)).not.toThrow();
			})
		);
	});
});
