import { formatMoney } from '$lib/i18n/format';
import type { Sheet } from '../sheet';
import type { LetterFacts, LetterWords } from './facts';
import { drawParagraphs } from './paragraphs';

/** What is asked for, in a sentence; gives the y below. */
export function drawOpening(
	sheet: Sheet,
	facts: LetterFacts,
	words: LetterWords,
	y: number
): number {
	const { opening } = facts.own ?? usualWords(facts, words);
	return drawParagraphs(sheet, opening, y - 12) - 6;
}

/** What a letter says around its table when nobody wrote it in other words. */
export const usualWords = (facts: LetterFacts, words: LetterWords) => ({
	opening: [words('greeting'), words(bodyOf(facts), { amount: totalOf(facts) })],
	ending: [words('closing')]
});

const bodyOf = ({ formal, lines }: LetterFacts): string => {
	const isOne = lines.filter(({ claimedMinor }) => claimedMinor > 0n).length === 1;
	return `body${formal ? '_formal' : ''}${isOne ? '_one' : ''}`;
};

const totalOf = ({ sums, language }: LetterFacts): string =>
	sums
		.map(({ totalMinor: minor, currency }) => formatMoney({ minor, currency }, language))
		.join(' + ');
