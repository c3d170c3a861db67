import { filesAhead } from '$lib/domain/files';
import type { FileProgress } from './kept-news';
import type { KeptFile, Waiting } from './outbox-item';
import { NotNow, sendAhead, UploadRefused } from './upload-ahead';
import { baseOf } from './worker/addresses';

/** Some files did not arrive: their keys, with what the server said of each. Without them the form stays. */
export class FilesFailed extends Error {
	constructor(
		readonly faults: ReadonlyMap<string, string>,
		/** The server will not take one of them: trying again by itself helps nobody. */
		readonly isFinal: boolean
	) {
		super('files did not arrive');
	}
}

/**
 * The form of something that waited, its large files sent ahead of it. One that does not arrive holds up the
 * form, never the others.
 * @throws FilesFailed, LimitReached, and whatever fetch throws without a network
 */
export async function formOf(
	{ url, fields, files }: Waiting,
	told: (progress: FileProgress) => void,
	signal: AbortSignal
): Promise<FormData> {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	const ahead = filesAhead(files.map((file) => ({ file, size: file.content.size })));
	const isAhead = (file: KeptFile) => ahead.some((one) => one.file === file);
	for (const file of files) if (!isAhead(file)) form.append('files', file.content, file.name);
	const faults = new Map<string, string>();
	let isFinal = false;
	for (const file of files.filter(isAhead)) {
		const { name, content } = file;
		const arrived = (sent: number) => told({ name, sent, total: content.size });
		try {
			form.append('upload', await sendAhead(baseOf(url), file, { told: arrived, signal }));
		} catch (error) {
			const isRefused = error instanceof UploadRefused;
			if (!isRefused && !(error instanceof NotNow)) throw error;
			faults.set(file.key, isRefused ? error.message : '');
			isFinal ||= isRefused;
		}
	}
	if (faults.size > 0) throw new FilesFailed(faults, isFinal);
	return form;
}
