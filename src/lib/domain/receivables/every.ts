import type { Money } from '../money';

/** "Everything", with the sums that were shown for it, in one word of a form: who agrees to one sum agrees to no other. */
export const sumsKey = (sums: readonly Money[]): string =>
	sums
		.map(({ currency, minor }) => `${currency}${minor}`)
		.sort()
		.join(' ');
