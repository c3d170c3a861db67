import type { LocalDate } from '../calendar';

/** How far the formal notice of an invoice got. */
export const FORMAL_STATES = [
	'posted',
	'sent',
	'returned',
	'not_posted',
	'uncertain',
	'waiting'
] as const;
export type FormalState = (typeof FORMAL_STATES)[number];

export interface FormalNotice {
	noticeId: string;
	state: FormalState;
	/** Day it left, or was written or planned when it did not. */
	on: LocalDate;
	trackingNumber: string | null;
}

const HAS_LEFT: ReadonlySet<FormalState> = new Set(['posted', 'sent']);

/** The debtor was put on notice, as far as we know: a hand-over needs no second thought. */
export const hasLeft = (formal: Pick<FormalNotice, 'state'> | null): boolean =>
	formal !== null && HAS_LEFT.has(formal.state);

/** Of several, the last one that left; else the last one. */
export const bestFormal = (found: readonly FormalNotice[]): FormalNotice | null =>
	found.findLast(hasLeft) ?? found.at(-1) ?? null;
