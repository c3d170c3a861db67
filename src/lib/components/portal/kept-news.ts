import type { Listed } from './outbox-item';

/** What the service worker tells open pages about a dispute that waited on the device. */
export type News =
	| { type: 'sent'; key: string; location: string; about: string }
	| { type: 'refused'; key: string; location: string; problem: string }
	| { type: 'outbox'; items: Listed[] }
	| ({ type: 'progress'; key: string } & FileProgress);

/** A large file on its way, in parts. */
export interface FileProgress {
	name: string;
	/** Bytes of it that have arrived. */
	sent: number;
	total: number;
}

/** An answer ("already paid") is no case and has none. */
export const referenceIn = (location: string): string | null =>
	/\/disputes\/([A-Z]{3}-[\w-]+)/.exec(location)?.[1] ?? null;
