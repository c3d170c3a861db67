/** What one file and one form may carry; printed beside every field that takes files. */
export const LARGEST_FILE_BYTES = 20_000_000;
export const MOST_FILES = 10;
/** The PDF of an invoice, sent with an import. */
export const LARGEST_DOCUMENT_BYTES = 10_000_000;
/** What one post of a form carries, all its files together. */
export const LARGEST_FORM_BYTES = 30_000_000;
/** Above, a file goes ahead of its form, in parts: a line that is cut goes on where it was. */
export const RESUMABLE_BYTES = 8_000_000;
/** One part of such a file. */
export const PART_BYTES = 1_000_000;
/** What comes in through one link on one day of its organisation. */
export const DAILY_LINK_BYTES = 100_000_000;
/** What an organisation keeps before its staff is told. */
export const ORGANISATION_ALARM_BYTES = 5_000_000_000;

export type FileFault = 'file_empty' | 'file_too_large' | 'file_type';

/** What a file's size says, before anybody opened it. */
export const sizeFault = (bytes: number): FileFault | null =>
	bytes === 0 ? 'file_empty' : bytes > LARGEST_FILE_BYTES ? 'file_too_large' : null;

/** How many of the files picked still fit beside those already chosen. */
export const roomFor = (chosen: number): number => Math.max(0, MOST_FILES - chosen);

/** Whether a link that already sent `sent` bytes today may send `more`. */
export const fitsToday = (sent: number, more: number): boolean => sent + more <= DAILY_LINK_BYTES;

export const goesAhead = (bytes: number): boolean => bytes > RESUMABLE_BYTES;

/** Whether a part that starts at `offset` continues what is here, and stays inside what was announced. */
export function partFits(
	upload: { bytesHere: number; bytesTotal: number },
	part: { offset: number; bytes: number }
): boolean {
	return (
		part.bytes > 0 &&
		part.bytes <= PART_BYTES &&
		part.offset === upload.bytesHere &&
		part.offset + part.bytes <= upload.bytesTotal
	);
}

/** Where the parts of a file begin and end, from what is already there on. */
export function partsFrom(offset: number, total: number): { from: number; to: number }[] {
	const parts = [];
	for (let from = offset; from < total; from += PART_BYTES)
		parts.push({ from, to: Math.min(from + PART_BYTES, total) });
	return parts;
}

/** Room the typed words of a form need beside its files. */
const FORM_ROOM_BYTES = LARGEST_FORM_BYTES - 2_000_000;

/**
 * Which of the files go ahead of their form: the large ones, and the largest others until the rest fits
 * into one post.
 */
export function filesAhead<F extends { size: number }>(files: readonly F[]): F[] {
	const byWeight = [...files].sort((a, b) => b.size - a.size);
	let rest = files.reduce((sum, { size }) => sum + size, 0);
	return byWeight.filter(({ size }) => {
		const goes = goesAhead(size) || rest > FORM_ROOM_BYTES;
		if (goes) rest -= size;
		return goes;
	});
}
