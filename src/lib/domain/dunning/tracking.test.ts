import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTracking, shownTracking, trackingDoubt, trackingLink } from './tracking';

describe('the number of a registered letter', () => {
	test.each([
		['1A 123 456 7890 1', '1A12345678901'],
		['rk 123 456 785 fr', 'RK123456785FR'],
		['87 0001 2345 67890', '870001234567890']
	])('%s is one of La Poste: kept without its spaces, and it can be followed', (typed, kept) => {
		expect(readTracking(typed)).toBe(kept);
		expect(trackingLink(kept)).toBe(`https://www.laposte.fr/outils/suivre-vos-envois?code=${kept}`);
	});

	test('of another carrier it is kept as typed, and nobody is sent to La Poste', () => {
		expect(readTracking('  1Z 999  AA1 ')).toBe('1Z 999 AA1');
		expect(trackingLink('1Z 999 AA1')).toBeNull();
		expect(trackingLink('RK123456785DE')).toBeNull();
	});

	test('is shown in the groups of its label', () => {
		expect(shownTracking('1A12345678901')).toBe('1A\u00a0123\u00a0456\u00a07890\u00a01');
		expect(shownTracking('RK123456785FR')).toBe('RK123456785FR');
	});

	test.each([
		// The example of the S10 standard, and numbers of ours.
		['RR473124829GB', null],
		['RK123456785FR', null],
		['RK123456784FR', 'digit'],
		['1A 123 456 7890 1', null],
		['870001234567890', null],
		['XX-1', 'shape'],
		['1Z 999 AA1', 'shape']
	])('%s: what is doubtful about it is %s', (number, doubt) => {
		expect(trackingDoubt(number)).toBe(doubt);
	});

	test('of an international number, one check digit is the right one', () => {
		const digit = fc.integer({ min: 0, max: 9 });
		fc.assert(
			fc.property(fc.array(digit, { minLength: 8, maxLength: 8 }), (serial) => {
				const numbers = Array.from({ length: 10 }, (_, last) => `RR${serial.join('')}${last}GB`);
				expect(numbers.filter((number) => trackingDoubt(number) === null)).toHaveLength(1);
			})
		);
	});

	test('reading it twice changes nothing, and no link carries what was typed by a stranger', () => {
		fc.assert(
			fc.property(fc.string(), (typed) => {
				const kept = readTracking(typed);
				expect(readTracking(kept)).toBe(kept);
				expect(trackingLink(kept) ?? '').toMatch(
					/^(https:\/\/www\.laposte\.fr\/[\w/-]+\?code=\w+)?$/
				);
			})
		);
	});
});
