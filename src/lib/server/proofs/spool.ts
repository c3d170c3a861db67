import type { FileHandle } from 'node:fs/promises';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { machineNow } from '../clock';
import { env } from '../env';

export interface Spooled {
	bytes: number;
	/** Its bytes, once: the file has no name any more when they begin to leave. */
	open: () => Promise<ReadableStream<Uint8Array>>;
}

const HOUR_MS = 3_600_000;
const folder = () => path.join(env().DATA_DIR, 'packs');

/** Writes something large to disk, to be read once; of what comes to nothing, nothing stays. */
export async function spooled<T>(
	write: (handle: FileHandle) => Promise<T>
): Promise<{ file: Spooled; made: T }> {
	await sweep();
	const place = path.join(folder(), uuidv7());
	const handle = await fs.open(place, 'wx', 0o600);
	try {
		const made = await write(handle);
		const { size } = await handle.stat();
		return { file: { bytes: size, open: () => readOnce(place) }, made };
	} catch (error) {
		await fs.rm(place, { force: true });
		throw error;
	} finally {
		await handle.close();
	}
}

async function readOnce(place: string): Promise<ReadableStream<Uint8Array>> {
	const handle = await fs.open(place, 'r');
	await fs.rm(place, { force: true });
	return Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>;
}

/** What nobody came for, after a process ended in the middle. */
async function sweep(): Promise<void> {
	await fs.mkdir(folder(), { recursive: true });
	const oldest = machineNow().getTime() - HOUR_MS;
	for (const name of await fs.readdir(folder())) {
		const place = path.join(folder(), name);
		const found = await fs.stat(place).catch(() => null);
		if (found && found.mtimeMs < oldest) await fs.rm(place, { force: true });
	}
}
