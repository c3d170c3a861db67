import type { LocalDate } from '../calendar';
import { totals, type Money } from '../money';
import { askedItems } from './asked';
import type { DecisionItem } from './decision';

/** How far the formal notice of an invoice got. */
export const FORMAL_STATES = [
	'posted',
	'sent',
	'returned',
	'not_posted',
	'uncertain',
	'waiting',
	'skipped'
] as const;
export type FormalState = (typeof FORMAL_STATES)[number];

export interface FormalNotice {
	noticeId: string;
	state: FormalState;
	/** Day it left, or was written or planned when it did not. */
	on: LocalDate;
	trackingNumber: string | null;
	/** Of one that somebody decided not to send; empty where nobody is known, or said why. */
	skipped?: { by: string; reason: string };
}

const HAS_LEFT: ReadonlySet<FormalState> = new Set(['posted', 'sent']);

/** The debtor was put on notice, as far as we know: a hand-over needs no second thought. */
export const hasLeft = (formal: Pick<FormalNotice, 'state'> | null): boolean =>
	formal !== null && HAS_LEFT.has(formal.state);

/** Of several, the last one that left; else the last one. */
export const bestFormal = (found: readonly FormalNotice[]): FormalNotice | null =>
	found.findLast(hasLeft) ?? found.at(-1) ?? null;

/** What is handed over without having been in a formal notice that left; null when all of it was. */
export interface Unannounced {
	count: number;
	amounts: readonly Money[];
}

/** `announced`: the invoices those notices asked for. */
export function unannouncedIn(
	items: readonly DecisionItem[],
	announced: ReadonlySet<string>
): Unannounced | null {
	const left = askedItems(items).filter(({ invoiceId }) => !announced.has(invoiceId));
	const amounts = left.map(({ collectibleMinor: minor, currency }) => ({ minor, currency }));
	return left.length > 0 ? { count: left.length, amounts: totals(amounts) } : null;
}
