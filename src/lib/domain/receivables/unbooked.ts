import { minorMin } from '../money';

export interface SaidItem {
	claimId: string;
	invoiceId: string;
	/** Null: nobody said how much of the invoice; what is booked first is it. */
	amountMinor: bigint | null;
	/** When it was said. */
	at: Date;
}

export interface BookedPayment {
	invoiceId: string;
	amountMinor: bigint;
	/** When it became known, whatever day the money arrived. */
	at: Date;
}

/** Of what was said to be paid, what no payment that became known since covers; what was said first is covered first. */
export function unbooked<Item extends SaidItem>(
	said: readonly Item[],
	booked: readonly BookedPayment[]
): Item[] {
	const left = booked.map((payment) => ({ ...payment }));
	return [...said]
		.sort((a, b) => a.at.getTime() - b.at.getTime())
		.filter((item) => !isCovered(item, left));
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
