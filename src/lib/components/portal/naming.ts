import { MOST_NAMED } from '$lib/domain/receivables/at-once';

/** `?invoice=…&invoice=…`, or nothing; of more than an address can name, nothing. */
export const naming = (ids: readonly string[]): string =>
	ids.length > 0 && ids.length <= MOST_NAMED
		? `?${ids.map((id) => `invoice=${id}`).join('&')}`
		: '';
