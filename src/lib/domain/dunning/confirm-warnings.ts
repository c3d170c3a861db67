import type { LocalDate } from '../calendar';
import type { Money } from '../money';
import { askedItems } from './asked';
import type { DecisionItem } from './decision';
import type { Tone } from './scenario';

/** A claim younger than this rarely belongs before a court, whatever leads the account. */
export const FEW_DAYS_LATE = 10;

export interface ConfirmWarnings {
	/** Asked for although they are only a few days late. */
	readonly recent: readonly DecisionItem[];
	/** Contested in whole or in part by an open case. */
	readonly disputed: readonly DecisionItem[];
}

/** What a person should look at before a formal notice or a hand-over, which are hard to take back. */
export function confirmWarnings(message: {
	readonly tone: Tone;
	readonly items: readonly DecisionItem[];
}): ConfirmWarnings {
	if (message.tone !== 'formal') return { recent: [], disputed: [] };
	return {
		recent: askedItems(message.items).filter(
			({ state, daysLate }) => state === 'overdue' && (daysLate ?? 0) < FEW_DAYS_LATE
		),
		disputed: message.items.filter(({ disputedMinor }) => disputedMinor > 0n)
	};
}

/** A call in which the customer disagreed. */
export interface Disagreed {
	readonly noticeId: string;
	readonly on: LocalDate;
	readonly note: string;
	/** The invoices it was about. */
	readonly invoiceIds: readonly string[];
}

/** Said to be paid, and nobody looked at the bank yet: once its pause is over, it is asked for again. */
export interface Reported {
	readonly on: LocalDate;
	readonly amount: Money;
	readonly invoiceIds: readonly string[];
}

/** What was said of other invoices, paid since, is no matter of this message. */
export const saidAbout = <Said extends { readonly invoiceIds: readonly string[] }>(
	said: readonly Said[],
	items: readonly Pick<DecisionItem, 'invoiceId'>[]
): readonly Said[] => {
	const listed = new Set(items.map(({ invoiceId }) => invoiceId));
	return said.filter(({ invoiceIds }) => invoiceIds.some((id) => listed.has(id)));
};
