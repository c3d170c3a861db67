import type { Money } from '$lib/domain/money';

/** A contested line: what was billed, and the one figure the customer gave. */
export interface MailedLine {
	description: string;
	quantity: string;
	unitPrice: Money;
	/** Billed and not received. */
	claimedQuantity: string | null;
	expectedPrice: Money | null;
	claimed: Money;
}
