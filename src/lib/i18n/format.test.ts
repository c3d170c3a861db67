import { describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { LANGUAGES } from '$lib/domain/language';
import {
	formatBytes,
	formatDay,
	formatDayFull,
	formatDayLong,
	formatInstant,
	formatInstantIn,
	formatMoney,
	formatTotals
} from './format';

describe('amounts', () => {
	it('are written as each language writes them, thousands kept apart by a space a web font has', () => {
		const amount = { minor: 123_456_789n, currency: 'EUR' };
		expect(formatMoney(amount, 'fr')).toBe('1\u00a0234\u00a0567,89\u00a0€');
		expect(formatMoney(amount, 'en')).toBe('€1,234,567.89');
	});

	it('below nothing carry a minus, not a hyphen, in each language', () => {
		const amount = { minor: -24_465n, currency: 'EUR' };
		expect(formatMoney(amount, 'fr')).toBe('−244,65\u00a0€');
		for (const language of LANGUAGES) expect(formatMoney(amount, language)).toMatch(/^−/);
	});

	it('carry a sign nobody mistakes: a plain £, and which dollar or yen', () => {
		expect(formatMoney({ minor: 17_970n, currency: 'GBP' }, 'fr')).toBe('179,70\u00a0£');
		expect(formatMoney({ minor: 17_970n, currency: 'USD' }, 'fr')).toBe('179,70\u00a0$US');
	});

	it('follow the decimals of the currency and are exact beyond what a float can hold', () => {
		expect(formatMoney({ minor: 1500n, currency: 'JPY' }, 'en')).toBe('JP¥1,500');
		expect(formatMoney({ minor: 900_719_925_474_099_301n, currency: 'EUR' }, 'en')).toBe(
			'€9,007,199,254,740,993.01'
		);
	});

	it('of two currencies stand side by side', () => {
		const both = [
			{ minor: 100n, currency: 'EUR' },
			{ minor: 200n, currency: 'GBP' }
		];
		expect(formatTotals(both, 'en')).toBe('€1.00 + £2.00');
	});

	it('that are none are nothing in the currency of whoever says so, and in no other', () => {
		expect(formatTotals([], 'en', 'GBP')).toBe('£0.00');
		expect(formatTotals([], 'en')).toBe('–');
	});
});

describe('days', () => {
	it('are the day they name, in every time zone', () => {
		expect(formatDay(localDate('2026-12-05'), 'fr')).toBe('5 déc. 2026');
		expect(formatDayLong(localDate('2026-11-27'), 'en')).toBe('Friday 27 November');
	});

	it('of a first of the month are « 1er » in French only', () => {
		expect(formatDayLong(localDate('2026-12-01'), 'fr')).toBe('mardi 1er décembre');
		expect(formatDayLong(localDate('2026-12-01'), 'es')).toBe('martes 1 de diciembre');
		expect(formatDayFull(localDate('2026-12-01'), 'fr')).toBe('mardi 1er décembre 2026');
		expect(formatDayFull(localDate('2027-05-06'), 'en')).toBe('Thursday 6 May 2027');
		expect(formatDayLong(localDate('2026-12-11'), 'fr')).toBe('vendredi 11 décembre');
		expect(formatDay(localDate('2026-12-01'), 'en')).toBe('1 Dec 2026');
	});

	it('of an instant are those of the given zone', () => {
		expect(formatInstant(new Date('2026-11-26T23:30:00Z'), 'Europe/Paris', 'fr')).toContain(
			'27 nov. 2026'
		);
		const first = new Date('2026-12-01T10:00:00Z');
		expect(formatInstant(first, 'Europe/Paris', 'fr')).toContain('1er déc. 2026');
		expect(formatInstant(first, 'Europe/Paris', 'en')).toContain('1 Dec 2026');
	});
	it('says whose hour it is where several zones stand in one list', () => {
		const instant = new Date('2026-11-26T08:05:00Z');
		const said = (timeZone: string, language: 'fr' | 'en') =>
			formatInstantIn(instant, timeZone, language);
		expect(said('Europe/London', 'fr')).toMatch(/08:05 UTC\+0$/);
		expect(said('Europe/Paris', 'fr')).toMatch(/09:05 UTC\+1$/);
		expect(said('Europe/Paris', 'en')).toMatch(/09:05 GMT\+1$/);
		expect(formatInstantIn(new Date('2026-07-01T08:05:00Z'), 'Europe/Paris', 'fr')).toMatch(
			/10:05 UTC\+2$/
		);
	});
});

it('sizes are in the unit people know', () => {
	expect(formatBytes(20_000_000, 'fr')).toBe('20\u00a0Mo');
	expect(formatBytes(500, 'en')).toBe('1\u00a0KB');
});
