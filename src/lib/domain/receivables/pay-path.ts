/** An address with more of them is too long for some servers and mail programs, ours at a few hundred. */
const MOST_NAMED = 50;

/** The page to pay these invoices, under the link of their customer; of too many, the one to pay what is asked for. */
export const payPathOf = (invoiceIds: readonly string[]): string =>
	invoiceIds.length > 0 && invoiceIds.length <= MOST_NAMED
		? `/pay?${invoiceIds.map((id) => `invoice=${id}`).join('&')}`
		: '/pay';
