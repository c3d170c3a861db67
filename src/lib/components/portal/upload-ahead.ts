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
/** Too much came today: its words say when it may be tried again. */
export class LimitReached extends Error {}
/** What arrived is not what left: sent once more from its beginning, before a person is asked. */
class TornOnTheWay extends UploadRefused {}
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
 * @throws UploadRefused, NotNow, LimitReached, and whatever fetch throws without a network
 */
export async function sendAhead(base: string, file: LargeFile, way: Way = {}): Promise<string> {
	const told = { ...file, sha256: await sha256Of(file.content) };
	// Kept by an earlier version under the key of a file that was replaced since: this one is another.
	const key = [file.key, file.content.size, told.sha256.slice(0, 8)].filter(Boolean).join('-');
	return sendWhole(base, told, way).catch((error: unknown) => {
		if (error instanceof OtherFile) return sendWhole(base, { ...told, key }, way);
		throw error;
	});
}

/** Hexadecimal; empty where the browser has no digests. */
async function sha256Of(content: Blob): Promise<string> {
	if (!globalThis.crypto?.subtle) return '';
	const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type ToldFile = LargeFile & { sha256: string };

async function sendWhole(base: string, file: ToldFile, way: Way): Promise<string> {
	let { id, offset } = await begin(base, file, way);
	let torn = 0;
	for (let cuts = 0; offset < file.content.size;)
		try {
			offset = await sendFrom(`${base}/uploads/${id}`, file.content, offset, way);
		} catch (error) {
			const isRefused = error instanceof UploadRefused || error instanceof LimitReached;
			const mayTryAgain = error instanceof TornOnTheWay && torn++ === 0;
			const isOver = way.signal?.aborted || (isRefused && !mayTryAgain);
			if (isOver || ++cuts > MOST_CUTS) throw error;
			await new Promise((goOn) => setTimeout(goOn, PAUSE_MS * cuts));
			({ id, offset } = await begin(base, file, way));
		}
	return id;
}

async function begin(
	base: string,
	{ name, content, key, sha256 }: ToldFile,
	{ signal }: Way
): Promise<{ id: string; offset: number }> {
	const answer = await fetch(`${base}/uploads`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ name, bytes: content.size, sha256, key }),
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

interface Refusal {
	words?: string;
	code?: string;
}

/** A busy server and a part at the wrong place are asked again; what is wrong with the file is final. */
async function refuse(answer: Response): Promise<never> {
	const { words = '', code } = (await answer.json().catch(() => ({}))) as Refusal;
	if (code === 'upload_torn') throw new TornOnTheWay(words);
	// A limit that says what to do is an answer; a busy server is none.
	if (answer.status === 429 && words) throw new LimitReached(words);
	if (answer.status >= 500 || answer.status === 409 || answer.status === 429)
		throw new NotNow(`not now: ${answer.status}`);
	throw new UploadRefused(words);
}
