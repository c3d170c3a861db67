import { minorMin } from '../money';

export interface SaidItem {
	claimId: string;
	invoiceId: string;
	/** Null: nobody said how much of the invoice; what is booked first is it. */
	amountMinor: bigint | null;
	/** When it was said. */
	at: Date;
	/** Somebody saw it at the bank: what is booked next is it. */
	isFound: boolean;
}

export interface BookedPayment {
	invoiceId: string;
	/** Negative: taken back. */
	amountMinor: bigint;
	/** When it became known, whatever day the money arrived. */
	at: Date;
}

/**
 * Of what was said to be paid, what no payment that became known since covers. What was found is covered
 * first, as it is booked first, then what was said first.
 */
export function unbooked<Item extends SaidItem>(
	said: readonly Item[],
	booked: readonly BookedPayment[]
): Item[] {
	const left = standing(booked);
	return [...said]
		.sort((a, b) => Number(b.isFound) - Number(a.isFound) || a.at.getTime() - b.at.getTime())
		.filter((item) => !isCovered(item, left));
}

/** Without what was taken back: of the last payments before it on the same invoice. Oldest first, as given. */
export function standing<Payment extends BookedPayment>(booked: readonly Payment[]): Payment[] {
	const left: Payment[] = [];
	for (const payment of booked)
		if (payment.amountMinor > 0n) left.push({ ...payment });
		else takeBack(payment, left);
	return left.filter(({ amountMinor }) => amountMinor > 0n);
}

function takeBack({ invoiceId, amountMinor }: BookedPayment, left: BookedPayment[]): void {
	let back = -amountMinor;
	for (const earlier of left.toReversed()) {
		if (earlier.invoiceId !== invoiceId) continue;
		const taken = minorMin(back, earlier.amountMinor);
		earlier.amountMinor -= taken;
		back -= taken;
	}
}

/** Uses up what covers it. */
function isCovered({ invoiceId, amountMinor, at }: SaidItem, left: BookedPayment[]): boolean {
	const own = left.filter(
		(payment) => payment.invoiceId === invoiceId && payment.at > at && payment.amountMinor > 0n
	);
	let missing = amountMinor ?? own[0]?.amountMinor ?? 1n;
	for (const payment of own) {
		const used = minorMin(missing, payment.amountMinor);
		payment.amountMinor -= used;
		missing -= used;
	}
	return missing === 0n;
}
