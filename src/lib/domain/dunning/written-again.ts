/**
 * One notice per customer, leader invoice and step. A letter that came back gives its key to the one
 * that is written again, and keeps its own with a number behind it: `formal_notice.1`.
 */
export const olderKey = (stepKey: string, nth: number): string => `${stepKey}.${nth}`;

/** The step a notice is of, whether it holds the key or gave it away. */
export const stepKeyOf = (kept: string): string => kept.split('.')[0]!;

/** How many letters came before this one, by its key; null = it is the last one. */
export function lettersBefore(kept: string): number | null {
	const nth = kept.split('.')[1];
	return nth === undefined ? null : Number(nth) - 1;
}
