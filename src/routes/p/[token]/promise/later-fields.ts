import { MOST_INSTALMENTS } from '$lib/domain/promises/plan';

/** Fields of the payments after the first one. */
export const LATER = Array.from({ length: MOST_INSTALMENTS - 1 }, (_, place) => `day${place + 2}`);

/** Those a payment is meant by: a day left out before another one is asked for, not skipped. */
export function meantFields(later: Readonly<Record<string, string>>): string[] {
	const last = LATER.findLastIndex((name) => later[name]);
	return LATER.slice(0, last + 1);
}
