import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { closedDaysIn, closedDaysText } from './closed-days';
import { LANGUAGES } from './language';

describe('closing days as a person writes them', () => {
	it.each([
		['24/12/2026', ['2026-12-24']],
		['2.1.2027', ['2027-01-02']],
		['2026-12-24', ['2026-12-24']],
		['24/12/2026\n24.12.2026, 31/12/2026;2027-01-01', ['2026-12-24', '2026-12-31', '2027-01-01']],
		['24/12/2026 31/12/2026', ['2026-12-24', '2026-12-31']],
		['30/12/2026 – 02/01/2027', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
		['2026-12-30 - 2026-12-31', ['2026-12-30', '2026-12-31']],
		['30/12/2026-31/12/2026', ['2026-12-30', '2026-12-31']],
		['30/12/2026 au 31/12/2026', ['2026-12-30', '2026-12-31']],
		['30.12.2026 bis 31.12.2026', ['2026-12-30', '2026-12-31']],
		['', []]
	])('reads %j', (typed, days) => expect(closedDaysIn(typed)).toEqual(days));

	it.each([
		'30/02/2026',
		'12/24/2026',
		'le 24/12/2026',
		'24/12/2026 environ',
		'31/12/2026 – 30/12/2026',
		'01/01/2026 – 31/12/2026',
		'01/01/2026 – 02/01/2026 – 03/01/2026',
		'noël'
	])('hands back %j as it was typed', (typed) => expect(closedDaysIn(typed)).toEqual([typed]));

	it('are read back as they are shown, in every language', () => {
		const day = fc
			.integer({ min: 0, max: 400 })
			.map((past) => addDays(localDate('2026-01-01'), past));
		fc.assert(
			fc.property(
				fc.uniqueArray(day, { maxLength: 60 }),
				fc.constantFrom(...LANGUAGES),
				(days, language) => {
					expect(closedDaysIn(closedDaysText(days, language))).toEqual([...days].sort());
				}
			)
		);
	});

	it('show a period on one line', () =>
		expect(closedDaysText(['2026-12-31', '2027-01-01', '2026-12-24'], 'de')).toBe(
			'24.12.2026\n31.12.2026 – 01.01.2027'
		));
});
