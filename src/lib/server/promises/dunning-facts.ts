import type { LocalDate } from '$lib/domain/calendar';
import { brokenOn, leftMinor } from '$lib/domain/promises/standing';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { madePromises, type MadeItem, type MadePromise, type PromiseTerms } from './made-promises';

export type { PromiseTerms } from './made-promises';

/** What the promises about one invoice mean for dunning today. */
export interface InvoicePromise {
	promisedMinor: bigint;
	/** Last day it is waited for, the days of grace included. */
	promisedUntil?: LocalDate;
	brokenOn?: LocalDate;
}

/** By invoice. */
export async function promisesToDun(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	terms: PromiseTerms
): Promise<Map<string, InvoicePromise>> {
	const byInvoice = new Map<string, InvoicePromise>();
	for (const made of await madePromises(unit, { customerIds }, terms))
		for (const item of made.items)
			byInvoice.set(item.invoiceId, together(byInvoice.get(item.invoiceId), meaning(made, item)));
	return byInvoice;
}

function meaning({ standing, graceEnd }: MadePromise, item: MadeItem): InvoicePromise {
	if (standing === 'open') return { promisedMinor: leftMinor(item), promisedUntil: graceEnd };
	if (standing === 'broken' && leftMinor(item) > 0n)
		return { promisedMinor: 0n, brokenOn: brokenOn(graceEnd) };
	return { promisedMinor: 0n };
}

/** Several promises about one invoice: what is promised adds up, the latest days count. */
function together(earlier: InvoicePromise | undefined, one: InvoicePromise): InvoicePromise {
	if (!earlier) return one;
	const latest = (a?: LocalDate, b?: LocalDate) => (a && b ? (a > b ? a : b) : (a ?? b));
	const until = latest(earlier.promisedUntil, one.promisedUntil);
	const broken = latest(earlier.brokenOn, one.brokenOn);
	return {
		promisedMinor: earlier.promisedMinor + one.promisedMinor,
		...(until && { promisedUntil: until }),
		...(broken && { brokenOn: broken })
	};
}
