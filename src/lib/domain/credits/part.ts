/** What a credit gives back on one invoice or one line of it; amounts as text, as JSON keeps them. */
export interface KeptPart {
	invoiceId: string;
	invoiceNumber: string;
	/** Of the line; empty = the invoice. */
	description: string;
	quantity: string;
	/** Including tax. */
	amountMinor: string;
}
