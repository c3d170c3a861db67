import { AGING_BUCKETS, type AgingBucket } from '$lib/domain/receivables/aging';

/** Parts of a balance in the order they are drawn: by age, then what is contested. */
export const OWED_PARTS = [...AGING_BUCKETS, 'disputed'] as const;
export type OwedPart = (typeof OWED_PARTS)[number];

export interface OwedFigures {
	openMinor: bigint;
	disputedMinor: bigint;
	ages: Record<AgingBucket, bigint>;
}

export interface DrawnPart {
	part: OwedPart;
	minor: bigint;
	/** Of a bar 100 wide. */
	x: number;
	width: number;
}

/** What is nothing is not drawn; together they are as wide as the bar. */
export function drawnParts({ openMinor, disputedMinor, ages }: OwedFigures): DrawnPart[] {
	let before = 0n;
	const place = (minor: bigint) =>
		openMinor > 0n ? Number((minor * 10_000n) / openMinor) / 100 : 0;
	return OWED_PARTS.map((part) => {
		const minor = part === 'disputed' ? disputedMinor : ages[part];
		const x = place(before);
		before += minor;
		return { part, minor, x, width: place(before) - x };
	}).filter(({ minor }) => minor > 0n);
}
