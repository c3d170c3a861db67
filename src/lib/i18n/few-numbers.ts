import type { Language } from './language';
import { formatNumber } from './format';
import { say } from './words';

/** A sentence with more numbers than these is read by nobody; the page of the account has them all. */
const MOST_SAID = 30;
const SAID_OF_MANY = 10;

/** The numbers of a sentence: of very many the first ones, and how many more. */
export const fewNumbers = (numbers: readonly string[], language?: Language): string[] =>
	numbers.length <= MOST_SAID
		? [...numbers]
		: [
				...numbers.slice(0, SAID_OF_MANY),
				say(
					'common_others',
					{ count: formatNumber(numbers.length - SAID_OF_MANY, language) },
					language
				)
			];
