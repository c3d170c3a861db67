import type { Sharp } from 'sharp';
import { AppError } from '$lib/domain/errors';
import { LARGEST_FILE_BYTES, MOST_FILES } from '$lib/domain/files';
import { formatBytes } from '$lib/i18n/format';
import { MOST_PIXELS, openImage as open, sizeOfImage } from '../images';
import { fileKindOf, isImage, type FileKind } from './file-kind';
import { shownName } from './file-name';
import { isLockedPdf } from './locked-pdf';

export interface IncomingFile {
	name: string;
	bytes: Uint8Array;
}

/** Looked at and made harmless; ready to be kept. */
export interface PreparedFile {
	name: string;
	mime: FileKind;
	content: Uint8Array;
	/** Images only, JPEG. */
	thumbnail: Uint8Array | null;
	/** It went ahead of its form: taken once the form is kept. */
	uploadId?: string | undefined;
}

const WIDEST = 2400;
const THUMBNAIL = 320;

/**
 * Slow work on what came from outside: do it before a transaction is opened.
 * @throws too_many_files, file_too_large, file_type, file_empty, file_broken, file_locked: every file that is refused, by name and place
 */
export const prepareFiles = (
	files: readonly (IncomingFile | PreparedFile)[]
): Promise<PreparedFile[]> => eachOf(files, (file) => ('mime' in file ? file : prepare(file)));

/**
 * The same without drawing pictures again: of a form that is refused for something else nothing is kept,
 * and nothing of it counts against what a link may send on a day.
 */
export const lookAtFiles = (files: readonly IncomingFile[]): Promise<unknown> =>
	eachOf(files, looked);

async function eachOf<F, R>(files: readonly F[], does: (file: F) => R | Promise<R>): Promise<R[]> {
	if (files.length > MOST_FILES)
		throw new AppError('too_many_files', { max: String(MOST_FILES) }, 'files');
	const done: R[] = [];
	const problems: AppError[] = [];
	// One after the other: two cores and many photos must not fill the memory.
	for (const [place, file] of files.entries())
		try {
			done.push(await does(file));
		} catch (thrown) {
			problems.push(placed(thrown, place));
		}
	const [first, ...others] = problems;
	if (first) throw new AppError(first.code, first.details, first.field, others);
	return done;
}

/** With the place of the file among those sent: two may have the same name. */
function placed(thrown: unknown, place: number): AppError {
	if (!(thrown instanceof AppError)) throw thrown;
	return new AppError(thrown.code, { ...thrown.details, place: String(place) }, thrown.field);
}

/** What its first bytes say. */
async function looked({
	name: typed,
	bytes
}: IncomingFile): Promise<{ name: string; mime: FileKind }> {
	const name = shownName(typed);
	if (bytes.length === 0) throw new AppError('file_empty', { name }, 'files');
	if (bytes.length > LARGEST_FILE_BYTES)
		throw new AppError('file_too_large', { name, max: formatBytes(LARGEST_FILE_BYTES) }, 'files');
	const mime = fileKindOf(bytes);
	if (!mime) throw new AppError('file_type', { name }, 'files');
	if (mime === 'application/pdf' && (await isLockedPdf(bytes)))
		throw new AppError('file_locked', { name }, 'files');
	if (isImage(mime)) await refuseHuge(name, bytes);
	return { name, mime };
}

async function prepare(file: IncomingFile): Promise<PreparedFile> {
	const { bytes } = file;
	const { name, mime } = await looked(file);
	if (!isImage(mime)) return { name, mime, content: bytes, thumbnail: null };
	return { name, mime, ...(await redrawn(name, mime, bytes)) };
}

/** A picture is drawn again: what it carried besides its pixels (place, camera, hidden code) is gone. */
async function redrawn(
	name: string,
	mime: FileKind,
	bytes: Uint8Array
): Promise<Pick<PreparedFile, 'content' | 'thumbnail'>> {
	try {
		const content = await encoded(
			open(bytes)
				.rotate()
				.resize({ width: WIDEST, height: WIDEST, fit: 'inside', withoutEnlargement: true }),
			mime
		);
		const thumbnail = await open(content)
			.resize({ width: THUMBNAIL, height: THUMBNAIL, fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#ffffff' })
			.jpeg({ quality: 72 })
			.toBuffer();
		return { content: new Uint8Array(content), thumbnail: new Uint8Array(thumbnail) };
	} catch {
		throw new AppError('file_broken', { name }, 'files');
	}
}

async function refuseHuge(name: string, bytes: Uint8Array): Promise<void> {
	const size = await sizeOfImage(bytes);
	if (!size) throw new AppError('file_broken', { name }, 'files');
	if (size.width * size.height > MOST_PIXELS)
		throw new AppError('file_too_large', { name, max: `${MOST_PIXELS / 1_000_000} Mpx` }, 'files');
}

function encoded(image: Sharp, mime: FileKind): Promise<Uint8Array> {
	if (mime === 'image/png') return image.png({ compressionLevel: 9 }).toBuffer();
	if (mime === 'image/webp') return image.webp({ quality: 82 }).toBuffer();
	return image.jpeg({ quality: 82 }).toBuffer();
}
