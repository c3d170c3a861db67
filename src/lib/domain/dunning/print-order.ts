/** How the sheets of a file will be printed. */
export const SIDES = ['one', 'two'] as const;
export type Sides = (typeof SIDES)[number];

interface Ordered {
	readonly registered: boolean;
	readonly customerName: string;
	readonly customerCode: string;
}

/**
 * The order in which letters lie in a print file, and so in the pile: ordinary ones first, registered
 * ones after them because they are handed over at a counter; then by name of the customer as a
 * directory sorts it, then by code.
 */
export const inPostalOrder = <T extends Ordered>(letters: readonly T[]): T[] =>
	[...letters].sort(
		(a, b) =>
			Number(a.registered) - Number(b.registered) ||
			names.compare(a.customerName, b.customerName) ||
			names.compare(a.customerCode, b.customerCode)
	);

/** Neither capitals nor accents matter; "C9" comes before "C10". */
const names = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });

/** Printed on both sides, a letter of an odd number of pages leaves the back of its last sheet empty. */
export const blankPagesAfter = (pages: number, sides: Sides): number =>
	sides === 'two' ? pages % 2 : 0;
