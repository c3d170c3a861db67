import { money, type Money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { creditNotesOf } from '../payments/queries';
import type { Left } from './left-to-decide';

/** What earlier rounds of a case gave back. */
export interface CreditedSoFar {
	amount: Money;
	/** Of its credit notes, the oldest first. */
	numbers: string[];
}

/** Null: nothing was. Whoever decides anew gives beside it. */
export async function creditedSoFar(
	unit: Unit<InsideScope>,
	{ about, claimed }: Left
): Promise<CreditedSoFar | null> {
	const minor = about.claimed.minor - claimed.minor;
	if (minor <= 0n) return null;
	const notes = await creditNotesOf(unit, about.dispute.id);
	return { amount: money(minor, claimed.currency), numbers: notes.map(({ number }) => number) };
}
