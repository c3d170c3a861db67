import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import { lastDoneWithout } from '../audit/past-events';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { invoicesChangedLater, invoicesKnownLater } from '../invoices/past-facts';
import { moneyKnownLater } from '../payments/past-facts';

/** A fact about a day that became known after it. */
export interface LateFact {
	kind: 'payment' | 'write_off' | 'credit_note' | 'invoice' | 'invoice_changed';
	on: LocalDate;
	knownAt: Date;
	amount: Money;
	/** Number of the invoice (of a write-off too) or credit note, reference of the payment. */
	reference: string;
}

/** What arrived after the look at a customer, the earliest first. */
export async function lateFactsOf(
	unit: Unit<InsideScope>,
	customerId: string,
	asOf: AsOf
): Promise<LateFact[]> {
	const invoices = await invoicesKnownLater(unit, [customerId], asOf);
	const changed = await invoicesChangedLater(unit, customerId, asOf);
	const late = [
		...(await moneyKnownLater(unit, [customerId], asOf)),
		...invoices.map((row) => ({ ...row, kind: 'invoice' as const })),
		...changed.map((row) => ({ ...row, kind: 'invoice_changed' as const }))
	];
	return late
		.map(({ customerId: _, ...fact }) => fact)
		.sort((a, b) => a.knownAt.getTime() - b.knownAt.getTime());
}

/**
 * What no row and no audit dates, so that the replay takes it as it is today. Imports of before the
 * audit kept what they replaced overwrote totals, due dates, groups and roles: when the last one was.
 */
export type Undated = { kind: 'imported'; at: Date };

export async function undatedSince(unit: Unit<InsideScope>, at: Date): Promise<Undated[]> {
	const untraced = { kind: 'import', action: 'import.confirmed', mark: 'traced' } as const;
	const imported = await lastDoneWithout(unit, untraced, at);
	return imported ? [{ kind: 'imported', at: imported }] : [];
}
