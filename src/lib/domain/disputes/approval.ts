import { money, type Money } from '$lib/domain/money';

/** What the first person may give alone. The limit says nothing about another currency: nothing. */
export const limitIn = (currency: string, limit: Money): Money =>
	limit.currency === currency ? limit : money(0n, currency);

/** Money given away needs a second person above what the first may give alone. */
export const needsApprover = (given: Money, limit: Money): boolean =>
	given.minor > limitIn(given.currency, limit).minor;
