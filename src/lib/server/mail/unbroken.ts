import { DAY } from '$lib/i18n/day-in-text';
import { FIGURE, NUMBER } from '$lib/i18n/one-piece';
import { htmlText } from './escape';

const UNBROKEN = new RegExp(`(${DAY}|${NUMBER}|${FIGURE})`, 'u');

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
