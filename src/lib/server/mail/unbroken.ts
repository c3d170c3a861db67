import { localDate } from '$lib/domain/calendar';
import { formatDay, formatDayInFull } from '$lib/i18n/format';
import { LANGUAGES } from '$lib/i18n/language';
import { FIGURE, NUMBER } from '$lib/i18n/one-piece';
import { htmlText } from './escape';

const MONTHS = Array.from({ length: 12 }, (_, month) =>
	localDate(`2026-${String(month + 1).padStart(2, '0')}-05`)
).flatMap((day) =>
	LANGUAGES.flatMap((language) =>
		[formatDay, formatDayInFull].map((format) => /\p{L}{3,}/u.exec(format(day, language))![0])
	)
);
/** 15 nov. 2026, 4. Dezember, 1 de diciembre de 2026: what a date is without its day of the week. */
const DATE = String.raw`(?<!\d)\d{1,2}(?:er|\.)? (?:de )?(?:${[...new Set(MONTHS)].join('|')})(?!\p{L})\.?(?: (?:de )?\d{4})?`;

const UNBROKEN = new RegExp(`(${DATE}|${NUMBER}|${FIGURE})`, 'u');

/** A number longer than that would widen the letter on a telephone: it may break. */
const LONGEST = 24;

/** A value in the text of a letter: numbers and dates stay on one line, and are copied as they are. */
export const htmlUnbroken = (text: string): string =>
	text
		.split(UNBROKEN)
		.map((part, place) =>
			place % 2 && part.length <= LONGEST
				? `<span style="white-space:nowrap">${htmlText(part)}</span>`
				: htmlText(part)
		)
		.join('');
