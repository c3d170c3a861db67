import { partsFrom } from '$lib/domain/files';

export interface LargeFile {
	name: string;
	content: Blob;
	/** The same file under the same key goes on where it was. */
	key: string;
}

/** The server will not take it: its words say why. */
export class UploadRefused extends Error {}
/** The server is there, and cannot take it yet. */
export class NotNow extends Error {}
/** Its key names another file there. */
class OtherFile extends Error {}

interface Way {
	/** Bytes that have arrived. */
	told?: (bytes: number) => void;
	/** Deleted while it is on its way, it stops. */
	signal?: AbortSignal;
}

/** Cuts that are lived through within one attempt; after them the form waits for a better network. */
const MOST_CUTS = 5;
const PAUSE_MS = 1_000;

/**
 * Sends a large file in parts to `base`/uploads and gives the name it has there. A part that does not
 * arrive is sent again from where the server says it is.
 * @throws UploadRefused, NotNow, and whatever fetch throws without a network
 */
export async function sendAhead(base: string, file: LargeFile, way: Way = {}): Promise<string> {
	// Kept by an earlier version under the key of a file that was replaced since: this one is another.
	const renamed = { ...file, key: `${file.key}-${file.content.size}` };
	return sendWhole(base, file, way).catch((error: unknown) => {
		if (error instanceof OtherFile) return sendWhole(base, renamed, way);
		throw error;
	});
}

async function sendWhole(base: string, file: LargeFile, way: Way): Promise<string> {
	let { id, offset } = await begin(base, file, way);
	for (let cuts = 0; offset < file.content.size;)
		try {
			offset = await sendFrom(`${base}/uploads/${id}`, file.content, offset, way);
		} catch (error) {
			const isOver = way.signal?.aborted || error instanceof UploadRefused;
			if (isOver || ++cuts > MOST_CUTS) throw error;
			await new Promise((goOn) => setTimeout(goOn, PAUSE_MS * cuts));
			({ id, offset } = await begin(base, file, way));
		}
	return id;
}

async function begin(
	base: string,
	{ name, content, key }: LargeFile,
	{ signal }: Way
): Promise<{ id: string; offset: number }> {
	const answer = await fetch(`${base}/uploads`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ name, bytes: content.size, key }),
		...(signal && { signal })
	});
	if (answer.status === 409) throw new OtherFile();
	if (!answer.ok) await refuse(answer);
	return (await answer.json()) as { id: string; offset: number };
}

async function sendFrom(
	url: string,
	content: Blob,
	offset: number,
	{ told = () => {}, signal }: Way
): Promise<number> {
	for (const { from, to } of partsFrom(offset, content.size)) {
		const answer = await fetch(url, {
			method: 'PATCH',
			headers: {
				'content-type': 'application/offset+octet-stream',
				'upload-offset': String(from)
			},
			body: content.slice(from, to),
			...(signal && { signal })
		});
		if (!answer.ok) await refuse(answer);
		told(to);
	}
	return content.size;
}

/** A busy server and a part at the wrong place are asked again; what is wrong with the file is final. */
async function refuse(answer: Response): Promise<never> {
	const { words = '' } = (await answer.json().catch(() => ({}))) as { words?: string };
	if (answer.status >= 500 || answer.status === 409 || answer.status === 429)
		throw new NotNow(`not now: ${answer.status}`);
	throw new UploadRefused(words);
}
