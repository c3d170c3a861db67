import { z } from 'zod';
import { MOST_LISTED, MOST_READ } from '$lib/domain/receivables/at-once';
import { findInvoices, MOST_FOUND } from '$lib/domain/receivables/find-invoices';
import type { LocalDate } from '$lib/domain/calendar';

/** Of a large account, what the form is asked to show. */
export const wantedInvoices = z.object({
	/** Named by the address, or ticked. */
	invoiceIds: z.array(z.string().max(100)).max(MOST_READ).default([]),
	/** Part of a number, or of an order number. */
	find: z.string().trim().max(60).default('')
});
export type WantedInvoices = z.infer<typeof wantedInvoices>;

interface Contestable {
	readonly id: string;
	readonly number: string;
	readonly orderNumber: string;
	readonly issuedOn: LocalDate;
	readonly freeMinor: bigint;
}

/** Of a large account, and of nothing that was named: those that came last. */
const LATEST = 20;

/**
 * Of a small account all there is; of a large one what was named or found, and else the latest. What was
 * named is there even where nothing more of it can be contested.
 */
export function offeredInvoices<Invoice extends Contestable>(
	all: readonly Invoice[],
	{ invoiceIds, find }: WantedInvoices
) {
	const free = all.filter(({ freeMinor }) => freeMinor > 0n);
	const asked = new Set(invoiceIds);
	const found = find ? findInvoices(free, find) : [];
	const named = all.filter(({ id }) => asked.has(id));
	const chosen = named.filter(({ freeMinor }) => freeMinor > 0n).map(({ id }) => id);
	const isAll = free.length <= MOST_LISTED;
	const wanted = new Set([...named, ...found.slice(0, MOST_FOUND)]);
	const shown = isAll || chosen.length > 0 || find ? wanted : new Set([...wanted, ...latest(free)]);
	return {
		invoices: isAll ? [...all] : all.filter((invoice) => shown.has(invoice)),
		/** Of those that were named, what may still be contested. */
		chosen,
		/** Otherwise the others are to be looked for. */
		isAll,
		found: find ? { text: find, count: found.length } : null
	};
}

const latest = <Invoice extends Contestable>(free: readonly Invoice[]): Invoice[] =>
	[...free].sort((a, b) => (a.issuedOn < b.issuedOn ? 1 : -1)).slice(0, LATEST);
