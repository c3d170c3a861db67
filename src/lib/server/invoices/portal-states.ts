import { daysBetween, type LocalDate } from '$lib/domain/calendar';
import { minorMin } from '$lib/domain/money';
import { collectibleMinor, disputedMinor } from '$lib/domain/receivables/open-items';
import type { OpenPromise } from '../promises/open-promises';
import type { OpenInvoice } from './portal-queries';

export interface Pause {
	invoiceId: string | null;
	kind: string;
	untilOn: LocalDate | null;
}
interface ClaimOnInvoice {
	invoiceId: string;
	reference: string;
	claimedMinor: bigint;
	holdsWholeInvoice: boolean;
}

/**
 * Covered: money received settles it, though nobody has booked that yet. Promised: nothing else of it is
 * asked for. A pause is a fact of its own.
 */
export type InvoiceState = 'settled' | 'disputed' | 'covered' | 'promised' | 'overdue' | 'upcoming';

/** What is known about the invoices of a customer besides themselves. */
export interface Around {
	claims: readonly ClaimOnInvoice[];
	pauses: readonly Pause[];
	/** By invoice. */
	promises: ReadonlyMap<string, OpenPromise>;
	today: LocalDate;
}

/** Pauses a customer is told about; the others are the creditor's own affair and change nothing he owes. */
const TOLD = ['payment_announced', 'invoice_copy_sent', 'customer_in_dispute'];

/** An invoice as its customer sees it. */
export function shownInvoice(invoice: OpenInvoice, { claims, pauses, promises, today }: Around) {
	const own = claims.filter(({ invoiceId }) => invoiceId === invoice.id);
	const disputed = disputedMinor(invoice.openMinor, own);
	const pause =
		pauses.find(
			({ invoiceId, kind }) =>
				TOLD.includes(kind) && (invoiceId === invoice.id || invoiceId === null)
		) ?? null;
	const free = invoice.openMinor - disputed;
	const promise = free > 0n ? promisedOf(promises.get(invoice.id), free) : null;
	const daysLate = invoice.dueOn && invoice.dueOn < today ? daysBetween(invoice.dueOn, today) : 0;
	return {
		...invoice,
		disputedMinor: disputed,
		/** Open and not contested: what may still be paid, or contested. */
		freeMinor: free,
		collectibleMinor: collectibleMinor({
			openMinor: invoice.openMinor,
			disputedMinor: disputed,
			promisedMinor: promise?.minor ?? 0n,
			held: pause !== null
		}),
		daysLate,
		state: stateOf(invoice.openMinor, free, { promise, daysLate }),
		/** Reminders wait for it. */
		promise,
		cases: [...new Set(own.map(({ reference }) => reference))],
		pause: pause && { kind: pause.kind, untilOn: pause.untilOn }
	};
}
export type ShownInvoice = ReturnType<typeof shownInvoice>;

/** Never more than is owed without contest. */
const promisedOf = (promise: OpenPromise | undefined, free: bigint): OpenPromise | null =>
	promise ? { ...promise, minor: minorMin(promise.minor, free) } : null;

function stateOf(
	openMinor: bigint,
	free: bigint,
	{ promise, daysLate }: { promise: OpenPromise | null; daysLate: number }
): InvoiceState {
	if (openMinor === 0n) return 'settled';
	if (free === 0n) return 'disputed';
	if (promise?.minor === free) return 'promised';
	return daysLate > 0 ? 'overdue' : 'upcoming';
}
