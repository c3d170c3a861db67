import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beyondLimits, LARGEST_MAIL } from './limits';

const nested = (depth: number): string =>
	Array.from(
		{ length: depth },
		(_, at) =>
			`${at ? `--b${at - 1}\r\n` : ''}Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n`
	).join('');
const parts = (count: number): string =>
	`Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(count)}--b--\r\n`;

it.each([
	['an ordinary mail', 'From: a@b.test\r\n\r\nhello', null],
	['no header at all', 'hello', null],
	['twenty deep', nested(20), null],
	['twenty-one deep', nested(21), 'too_deep'],
	['five thousand deep', nested(5000), 'too_deep'],
	['ninety-nine parts', parts(99), null],
	['a hundred thousand parts', parts(100_000), 'too_many_parts'],
	['headers without an end', `X: ${'a'.repeat(300_000)}`, 'headers_too_long'],
	['long words below short headers', `A: b\r\n\r\n${'a'.repeat(300_000)}`, null],
	['as many lines as the largest files need', `A: b\r\n\r\n${'\r\n'.repeat(330_000)}`, null],
	['twelve million lines', `A: b\r\n\r\n${'\n'.repeat(12_000_000)}`, 'too_many_lines'],
	['beyond 25 MB', 'x'.repeat(LARGEST_MAIL + 1), 'too_large']
])('%s', (_, raw, expected) => {
	expect(beyondLimits(raw)).toBe(expected);
});

it('is decided in a moment, whatever comes', () => {
	const lines = fc.constantFrom('--b', '--b--', 'boundary=b', ' boundary="b"', 'content-type:', '');
	fc.assert(
		fc.property(fc.array(lines, { maxLength: 3000 }), (some) => {
			const began = performance.now();
			beyondLimits(some.join('\r\n'));
			expect(performance.now() - began).toBeLessThan(500);
		}),
		{ numRuns: 30 }
	);
});
