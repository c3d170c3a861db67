import { describe, expect, test } from 'vitest';
import { MAX_IMPORT_BYTES, refuseUnreadable } from './content';

const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = (content: Uint8Array) => {
	try {
		refuseUnreadable(content, '20 MB');
		return null;
	} catch (fault) {
		return (fault as { code: string }).code;
	}
};

describe('what is not a table of text', () => {
	test.each([
		['an empty file', new Uint8Array(), 'import_empty'],
		['blank lines behind a byte order mark', bytes('\ufeff \r\n\t\n'), 'import_empty'],
		['a PDF', bytes('%PDF-1.7\n%âãÏÓ'), 'import_not_text'],
		['an Excel workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 8]), 'import_not_text'],
		['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'import_not_text'],
		['an unknown binary', new Uint8Array(4000).map((_, i) => (i * 37) % 256), 'import_not_text'],
		[
			'one byte more than allowed',
			new Uint8Array(MAX_IMPORT_BYTES + 1).fill(65),
			'import_too_large'
		]
	])('%s is refused by name', (_, content, code) => {
		expect(refusal(content)).toBe(code);
	});

	test.each([
		['text', bytes('a,b\n1,2\n')],
		['a NUL byte in one cell', bytes('a,b\n1\0,2\n')],
		['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0, 0x3b, 0, 0x62, 0])],
		['exactly the size allowed', new Uint8Array(MAX_IMPORT_BYTES).fill(65)]
	])('%s is left to the reader', (_, content) => {
		expect(refusal(content)).toBeNull();
	});
});
