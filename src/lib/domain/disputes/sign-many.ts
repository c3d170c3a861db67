import type { ErrorCode } from '$lib/domain/errors';
import type { Money } from '$lib/domain/money';

/** With one press: as many as a page shows, each with all there is to read of it. */
export const SIGNED_AT_ONCE = 25;

export interface OneOfMany {
	readonly amount: Money;
	/** Up to how much is signed without being opened; of one currency. */
	readonly limit: Money;
	/** The customer or whoever was asked wrote since it was asked for. */
	readonly isSpoken: boolean;
	/** A question to the customer is open. */
	readonly isCustomerAsked: boolean;
	/** An earlier level changed the amount. */
	readonly isReduced: boolean;
}

/** Why a credit is read by itself before it is signed; null: it may be signed together with others. */
export function whyOneByOne(one: OneOfMany): ErrorCode | null {
	const { amount, limit, isSpoken, isCustomerAsked, isReduced } = one;
	if (isSpoken || isCustomerAsked || isReduced) return 'sign_many_words';
	return amount.currency === limit.currency && amount.minor <= limit.minor
		? null
		: 'sign_many_above';
}
