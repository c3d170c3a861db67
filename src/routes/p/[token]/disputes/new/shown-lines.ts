import type { KnownLine } from './claims';

/** Lines are on the page at once for accounts of this many invoices; of larger ones, those that were chosen. */
export const FEW_INVOICES = 12;

export interface ShownLine extends KnownLine {
	description: string;
}
