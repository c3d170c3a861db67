import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { formatDay, formatDayInFull, formatDayLong, formatMoney } from '$lib/i18n/format';
import { LANGUAGES } from '$lib/i18n/language';
import { htmlText } from './escape';
import { htmlUnbroken } from './unbroken';

const kept = (text: string): string => `<span style="white-space:nowrap">${text}</span>`;
/** What a browser may put on two lines. */
const breakable = (html: string): string =>
	html.replace(/<span style="white-space:nowrap">.*?<\/span>/g, '');

describe('in a letter', () => {
	it('numbers of invoices and cases stay on one line', () => {
		expect(htmlUnbroken('Facture FA-2026-0498, dossier LIT-2026-000123.')).toBe(
			`Facture ${kept('FA-2026-0498')}, dossier ${kept('LIT-2026-000123')}.`
		);
		expect(htmlUnbroken('2026/0498')).toBe(kept('2026/0498'));
		expect(htmlUnbroken('Vis, carton de 3 150')).toBe(`Vis, carton de ${kept('3 150')}`);
	});

	it.each(LANGUAGES)('a date stays on one line, in every month (%s)', (language) => {
		for (const month of ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'])
			for (const day of ['01', '15'])
				for (const format of [formatDay, formatDayInFull, formatDayLong]) {
					const written = format(localDate(`2026-${month}-${day}`), language);
					expect(breakable(htmlUnbroken(written)).trim(), written).not.toMatch(/\d| \p{L}/u);
				}
	});

	it.each(LANGUAGES)('an amount has nowhere to break (%s)', (language) => {
		for (const minor of [123_456_789n, -123_456n])
			expect(formatMoney(money(minor, 'EUR'), language)).not.toMatch(/ /);
	});

	it('words and what would be wider than a telephone break as ever', () => {
		for (const text of ['peut-être', '12 palettes', `FA-${'2026-'.repeat(5)}1`])
			expect(htmlUnbroken(text)).toBe(text);
	});

	it('nothing typed is markup, and no sign of it is lost', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.string(), fc.constantFrom('<b>FA-1', '1 mai', 'A-1"', '\r\n'))),
				(parts) => {
					const typed = parts.join(' ');
					expect(htmlUnbroken(typed).replace(/<span [^>]*>|<\/span>/g, '')).toBe(htmlText(typed));
				}
			)
		);
	});
});
