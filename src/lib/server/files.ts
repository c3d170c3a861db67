import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import type { Scope } from './auth/scope';
import type { Unit } from './db/client';
import { env } from './env';
import { log } from './log';

/** Stored files live under DATA_DIR/files/<organisation>/<random key>; their names are rows, never paths. */
const pathOf = (key: string): string => {
	if (!/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(key)) throw new AppError('not_found');
	return path.join(env().DATA_DIR, 'files', key);
};

export interface StoredFile {
	storageKey: string;
	sha256: string;
	bytes: number;
}

/** Kept with the transaction: rolled back, no file stays that no row knows. */
export async function storeFileIn(unit: Unit<Scope>, content: Uint8Array): Promise<StoredFile> {
	const stored = await storeFile(unit.scope.organisationId, content);
	unit.afterRollback(
		() =>
			void removeStoredFile(stored.storageKey).catch((error: unknown) =>
				log('warn', 'file.not_removed', { error })
			)
	);
	return stored;
}

export async function storeFile(organisationId: string, content: Uint8Array): Promise<StoredFile> {
	const storageKey = `${organisationId}/${uuidv7()}`;
	await fs.mkdir(path.dirname(pathOf(storageKey)), { recursive: true });
	// Written aside, then named: a crash leaves no half file under a key.
	await fs.writeFile(`${pathOf(storageKey)}.part`, content);
	await fs.rename(`${pathOf(storageKey)}.part`, pathOf(storageKey));
	return {
		storageKey,
		sha256: createHash('sha256').update(content).digest('hex'),
		bytes: content.length
	};
}

/** An empty one, to be filled part by part. */
export async function newStoredFile(unit: Unit<Scope>): Promise<string> {
	return (await storeFileIn(unit, new Uint8Array())).storageKey;
}

/** Over what stands at this place; beyond the end it grows. */
export async function writeStoredPart(
	storageKey: string,
	offset: number,
	content: Uint8Array
): Promise<void> {
	const file = await fs.open(pathOf(storageKey), 'r+');
	try {
		await file.write(content, 0, content.length, offset);
	} finally {
		await file.close();
	}
}

export async function readStoredFile(storageKey: string): Promise<Uint8Array<ArrayBuffer>> {
	try {
		return new Uint8Array(await fs.readFile(pathOf(storageKey)));
	} catch {
		throw new AppError('not_found');
	}
}

/**
 * The bytes that were written, or none: a file that no longer has its hash is not given out.
 * @throws not_found, unavailable
 */
export async function readUnchangedFile({
	storageKey,
	sha256
}: Pick<StoredFile, 'storageKey' | 'sha256'>): Promise<Uint8Array<ArrayBuffer>> {
	const content = await readStoredFile(storageKey);
	if (createHash('sha256').update(content).digest('hex') === sha256) return content;
	log('error', 'file.hash_differs', { storageKey });
	throw new AppError('unavailable');
}

export const removeStoredFile = (storageKey: string): Promise<void> =>
	fs.rm(pathOf(storageKey), { force: true });
