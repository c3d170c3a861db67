import { daysBetween, type LocalDate } from '../calendar';

/** Two cases opened so near to each other for one reason are looked at together. */
export const NEAR_DAYS = 14;

export interface Relatable {
	readonly customerId: string;
	readonly reasonId: string;
	readonly openedOn: LocalDate;
	readonly invoiceIds: readonly string[];
}
export type Relation = 'same_invoices' | 'same_reason';

/** How another case of the same customer belongs to this one; null where it does not. */
export function relationOf(one: Relatable, other: Relatable): Relation | null {
	if (one.customerId !== other.customerId) return null;
	if (one.invoiceIds.some((id) => other.invoiceIds.includes(id))) return 'same_invoices';
	const days = Math.abs(daysBetween(one.openedOn, other.openedOn));
	return one.reasonId === other.reasonId && days <= NEAR_DAYS ? 'same_reason' : null;
}
