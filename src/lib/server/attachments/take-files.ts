import { AppError } from '$lib/domain/errors';
import { MOST_FILES } from '$lib/domain/files';
import type { PortalScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { sha256OfBytes } from '../evidence';
import { readStoredFile } from '../files';
import { lookAtFiles, prepareFiles, type IncomingFile, type PreparedFile } from './prepare-files';
import { uploadsByIds, type Upload } from './upload-queries';

/** A file that went ahead of its form, in parts. */
export interface AheadFile {
	uploadId: string;
}

/**
 * The files of a customer's form, those in it and those that went ahead, looked at and made harmless.
 * Slow: before the transaction that keeps them.
 * @throws upload_missing, and whatever prepareFiles refuses
 */
export async function takeFiles(
	scope: PortalScope,
	files: readonly (IncomingFile | AheadFile)[]
): Promise<PreparedFile[]> {
	const prepared = await prepareFiles(await incomingOf(scope, files));
	return prepared.map((file, place) => ({ ...file, uploadId: idOf(files[place]!) }));
}

/** Only looks at them. @throws what takeFiles throws, but what shows when a picture is drawn */
export const checkFiles = async (
	scope: PortalScope,
	files: readonly (IncomingFile | AheadFile)[]
): Promise<void> => void (await lookAtFiles(await incomingOf(scope, files)));

async function incomingOf(
	scope: PortalScope,
	files: readonly (IncomingFile | AheadFile)[]
): Promise<IncomingFile[]> {
	if (files.length > MOST_FILES)
		throw new AppError('too_many_files', { max: String(MOST_FILES) }, 'files');
	const ids = files.flatMap((file) => ('uploadId' in file ? [file.uploadId] : []));
	const ahead = ids.length ? await unitOfWork(scope, (unit) => uploadsByIds(unit, ids)) : [];
	const incoming: IncomingFile[] = [];
	for (const [place, file] of files.entries())
		incoming.push('uploadId' in file ? await arrived(ahead, file, place) : file);
	return incoming;
}

const idOf = (file: IncomingFile | AheadFile): string | undefined =>
	'uploadId' in file ? file.uploadId : undefined;

async function arrived(
	ahead: readonly Upload[],
	{ uploadId }: AheadFile,
	place: number
): Promise<IncomingFile> {
	const found = ahead.find(({ id, completedAt }) => id === uploadId && completedAt !== null);
	if (!found) throw new AppError('upload_missing', { place: String(place) }, 'files');
	const bytes = await readStoredFile(found.storageKey);
	if (found.sha256 && sha256OfBytes(bytes) !== found.sha256)
		throw new AppError('upload_missing', { place: String(place) }, 'files');
	return { name: found.name, bytes };
}
