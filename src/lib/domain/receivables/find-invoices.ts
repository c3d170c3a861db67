/** Found at once; whoever looks for more says more of the number. */
export const MOST_FOUND = 20;

interface Numbered {
	readonly number: string;
	readonly orderNumber: string;
}

/** Those whose number, or order number, contains the text; of no text all. */
export function findInvoices<Invoice extends Numbered>(
	invoices: readonly Invoice[],
	text: string
): Invoice[] {
	const wanted = text.trim().toLowerCase();
	return invoices.filter(({ number, orderNumber }) =>
		[number, orderNumber].some((known) => known.toLowerCase().includes(wanted))
	);
}
