import { MOST_FILES } from '$lib/domain/files';
import { AppError } from '$lib/domain/errors';
import { shownName } from '../attachments/file-name';
import { prepareFiles, type IncomingFile, type PreparedFile } from '../attachments/prepare-files';

export interface SortedFiles {
	taken: PreparedFile[];
	/** Names of those of a kind nobody takes, or too many; they stay in the original. */
	left: string[];
	/** Of those that are taken, among all files of the mail. */
	places: Set<number>;
}

export const NO_FILES: SortedFiles = { taken: [], left: [], places: new Set() };

/** A mail is not refused for one of its files: what can be taken is, what cannot is named. */
export async function sortFiles({
	files,
	left
}: {
	files: readonly IncomingFile[];
	/** Names of what nobody tries to take. */
	left: readonly string[];
}): Promise<SortedFiles> {
	const sorted: SortedFiles = { taken: [], left: left.map(shownName), places: new Set() };
	for (const [place, file] of files.entries()) {
		const prepared = sorted.taken.length < MOST_FILES ? await takenOrNot(file) : null;
		if (prepared) {
			sorted.taken.push(prepared);
			sorted.places.add(place);
		} else sorted.left.push(shownName(file.name));
	}
	return sorted;
}

async function takenOrNot(file: IncomingFile): Promise<PreparedFile | null> {
	try {
		return (await prepareFiles([file]))[0]!;
	} catch (thrown) {
		if (thrown instanceof AppError) return null;
		throw thrown;
	}
}
