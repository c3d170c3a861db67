import type { Entry } from './entry';
import type { PackedFile } from './pack';

/** What `sha256sum -c` and `shasum -c` read: everything before it checked by one command, without any program of ours. */
export const sumsOf = (files: readonly PackedFile[]): Entry => ({
	path: 'SHA256SUMS',
	kind: 'sums',
	content: files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('')
});
