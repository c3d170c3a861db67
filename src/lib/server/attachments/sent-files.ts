import { sha256OfBytes } from '../evidence';
import type { IncomingFile } from './prepare-files';
import type { AheadFile } from './take-files';

/** What was sent beside the words, before anybody looks at it: for telling the same form from another one. */
export const sentFiles = (files: readonly (IncomingFile | AheadFile)[]): string[][] =>
	files.map((file) =>
		'uploadId' in file ? [file.uploadId] : [file.name, sha256OfBytes(file.bytes)]
	);
