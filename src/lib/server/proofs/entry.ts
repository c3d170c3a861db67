import type { StoredFile } from '../files';

/** What a file of the pack is; in words it stands in the manifest. */
export const ENTRY_KINDS = [
	'case',
	'customer',
	'timeline',
	'thread',
	'notes',
	'invoice',
	'document',
	'mail',
	'notice',
	'letter',
	'file',
	'agreement',
	'read_me',
	'sums'
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One file of a proof pack. */
export interface Entry {
	/** Safe, and the only one of its name: made by `entryNames`. */
	path: string;
	kind: EntryKind;
	/** Text is written as it is given; a kept file and one to be drawn are read when their turn comes. */
	content: string | KeptFile | (() => Promise<Uint8Array>);
}

type KeptFile = Pick<StoredFile, 'storageKey' | 'sha256'>;

/** What belongs to the case and is not in the pack, and why: a code of domain/errors. */
export interface Missing {
	path: string;
	kind: EntryKind;
	reason: string;
}

/** Hands out a path of its own in a folder. */
export type PathOf = (folder: string, name: string) => string;

/** What stays with whoever made the pack: taken out, the rest is whole. */
export const INTERNAL = 'internal';

export const inside = (isInternal: boolean, folder: string): string =>
	isInternal ? `${INTERNAL}/${folder}` : folder;

/** Amounts as text: no reader of JSON knows a bigint. */
export const jsonFile = (value: unknown): string =>
	`${JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner), '\t')}\n`;
