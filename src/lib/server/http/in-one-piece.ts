import type { Handle } from '@sveltejs/kit';
import { DAY } from '$lib/i18n/day-in-text';
import { FIGURE, NUMBER } from '$lib/i18n/one-piece';

/** What nobody reads as a sentence, and what takes no element inside. */
const APART = String.raw`<(head|script|style|textarea|select|svg)\b[^]*?</\1>|<!--[^]*?-->`;
/** A sign of a value that is quoted ends no tag. */
const TAG = String.raw`<[^>"]*(?:"[^"]*"[^>"]*)*>`;
const PARTS = new RegExp(`${APART}|${TAG}|[^<]+`, 'g');
/** A number that is longer would be wider than a column of a telephone: it breaks where it must. */
const LONGEST = 16;
const WHOLE = new RegExp(`(${NUMBER}|${FIGURE}|${DAY})`, 'u');
const ONE_DAY = new RegExp(`^${DAY}$`, 'u');

/** The pages of a customer, who compares a number with paper. */
export const numbersInOnePiece: Handle = ({ event, resolve }) =>
	event.url.pathname.startsWith('/p/')
		? resolve(event, { transformPageChunk: ({ html }) => inOnePiece(html) })
		: resolve(event);

/**
 * On a narrow telephone a browser breaks a number at its hyphens, a figure and a day at their spaces: in a page that
 * is only read they stay on one line. A form that wakes up must find its elements as it makes them, and keeps
 * its numbers itself.
 */
export function inOnePiece(html: string): string {
	if (html.includes('data-script=')) return html;
	let isKept = false;
	return html.replace(PARTS, (part) => {
		if (!part.startsWith('<')) return isKept ? part : textInOnePiece(part);
		isKept = /\bnowrap\b/.test(part);
		return part;
	});
}

/** One element around the sentence: in a row of a button it is still one thing. */
function textInOnePiece(text: string): string {
	const parts = text.split(WHOLE);
	const kept = parts.map((part, place) =>
		place % 2 && (part.length <= LONGEST || ONE_DAY.test(part))
			? `<span class="nowrap">${part}</span>`
			: part
	);
	const sentence = kept.join('');
	return sentence === text ? text : `<span>${sentence}</span>`;
}
