/** Of fewer cases a mean says little. */
export const ENOUGH = 5;

/** @returns null of too few */
export const meanOfEnough = (values: readonly number[]): number | null =>
	values.length < ENOUGH ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
