import type { PortalScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { sha256OfBytes } from '../evidence';
import { shownName } from './file-name';
import type { IncomingFile } from './prepare-files';
import type { AheadFile } from './take-files';
import { uploadsOnceSent, type Upload } from './upload-queries';

type SentFile = IncomingFile | AheadFile;

/**
 * What was sent beside the words, before anybody looks at it: for telling the same form from another one. A
 * file that went ahead is its name and its bytes, as one that came with the form: sent again it has another id.
 */
export async function sentFiles(
	scope: PortalScope,
	files: readonly SentFile[]
): Promise<string[][]> {
	const ids = files.flatMap((file) => ('uploadId' in file ? [file.uploadId] : []));
	const known = ids.length ? await unitOfWork(scope, (unit) => uploadsOnceSent(unit, ids)) : [];
	return files.map((file) => ('uploadId' in file ? markOf(known, file) : markOfBytes(file)));
}

const markOfBytes = ({ name, bytes }: IncomingFile): string[] => [
	shownName(name),
	sha256OfBytes(bytes)
];

/** One nobody knows is no file at all, or another customer's: whoever takes it says so. */
function markOf(known: readonly Upload[], { uploadId }: AheadFile): string[] {
	const found = known.find(({ id, sha256 }) => id === uploadId && sha256 !== '');
	return found ? [found.name, found.sha256] : [uploadId];
}
