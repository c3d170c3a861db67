/** What the service worker tells open pages about a dispute that waited on the device. */
export type News =
	| { type: 'sent'; key: string; location: string }
	| { type: 'refused'; key: string; location: string; problem: string };

/** An answer ("already paid") is no case and has none. */
export const referenceIn = (location: string): string | null =>
	/\/disputes\/(LIT-[\w-]+)/.exec(location)?.[1] ?? null;
