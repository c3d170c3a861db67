import type { FileHandle } from 'node:fs/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { AppError, type ErrorCode } from '$lib/domain/errors';
import { sha256OfBytes } from '../evidence';
import { readUnchangedFile } from '../files';
import type { Entry, EntryKind, Missing } from './entry';

export interface PackedFile {
	path: string;
	kind: EntryKind;
	bytes: number;
	sha256: string;
}

interface Options {
	/** The one time all files bear: the same facts give the same archive. */
	at: Date;
	/** What is done to every text before it is written. */
	inert: (text: string) => string;
}

export const MANIFEST = 'manifest.json';

/** An archive without extensions ends at 4 GiB; some of it is left for what says what is inside. */
const LARGEST_BYTES = 4_000_000_000;

/** An archive that grows on disk: one file at a time is in memory, however many there are. */
export function openPack(handle: FileHandle, { at, inert }: Options) {
	const { write, finish } = zipInto(handle, at);
	const files: PackedFile[] = [];
	const missing: Missing[] = [];
	const isFull = ({ length }: Uint8Array) =>
		files.reduce((sum, { bytes }) => sum + bytes, length) > LARGEST_BYTES;
	const textOf = (text: string) => new TextEncoder().encode(inert(text));
	return {
		files,
		missing,
		/** A file that is gone, or no longer what it was, is said to be missing: the rest still proves what it proves. */
		async add({ path, kind, content }: Entry): Promise<void> {
			const isText = typeof content === 'string';
			const read = isText ? textOf(content) : await bytesOrWhy(content);
			const found = typeof read !== 'string' && isFull(read) ? 'file_too_large' : read;
			if (typeof found === 'string') return void missing.push({ path, kind, reason: found });
			await write(path, found, isText);
			files.push({ path, kind, bytes: found.length, sha256: sha256OfBytes(found) });
		},
		/** @returns the SHA-256 of the manifest, which stands for the whole archive */
		async end(manifest: string): Promise<string> {
			const bytes = textOf(manifest);
			await write(MANIFEST, bytes, true);
			await finish();
			return sha256OfBytes(bytes);
		}
	};
}

/** The bytes, or why there are none. A database that does not answer is no file that is missing. */
const bytesOrWhy = (content: Exclude<Entry['content'], string>): Promise<Uint8Array | ErrorCode> =>
	typeof content === 'function'
		? content().catch(codeIf((code) => code === 'not_found'))
		: readUnchangedFile(content).catch(codeIf(() => true));

const codeIf =
	(isMissing: (code: ErrorCode) => boolean) =>
	(error: unknown): ErrorCode => {
		if (error instanceof AppError && isMissing(error.code)) return error.code;
		throw error;
	};

function zipInto(handle: FileHandle, at: Date) {
	let chunks: Uint8Array[] = [];
	const zip = new Zip((error, chunk) => {
		if (error) throw error;
		chunks.push(chunk);
	});
	const flush = async () => {
		for (const chunk of chunks) await handle.writeFile(chunk);
		chunks = [];
	};
	return {
		/** Pictures and PDFs are as small as they get. */
		async write(path: string, bytes: Uint8Array, isText: boolean): Promise<void> {
			const file = isText ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
			file.mtime = at;
			zip.add(file);
			file.push(bytes, true);
			await flush();
		},
		finish(): Promise<void> {
			zip.end();
			return flush();
		}
	};
}
