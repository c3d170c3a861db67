const PREFIX = /^(?:bl|bons?[-_ ]?(?:de[-_ ]?)?livraison|dn|delivery[-_ ]?notes?)[-_ .]*/i;

/** What a file may be the delivery note of, by its name. */
export interface DeliveryNoteName {
	/**
	 * Number of an invoice, or a customer's code and order: "BL FA-2026-0431.pdf", "BL C-12 CMD-77.pdf". Null
	 * when the name is of no delivery note, and of a bare number: our notes, our invoices and the orders of
	 * each customer all count.
	 */
	about: string | null;
	/** References of a delivery note the ledger may have announced: the name as it is, and behind its prefix. */
	references: string[];
}

export function deliveryNoteFor(name: string): DeliveryNoteName {
	const bare = name.replace(/\.pdf$/i, '').trim();
	const rest = bare.replace(PREFIX, '');
	const behind = rest && rest !== bare ? [rest] : [];
	const about = behind.find((number) => /\p{L}/u.test(number)) ?? null;
	return { about, references: [bare, ...behind].filter(Boolean) };
}
