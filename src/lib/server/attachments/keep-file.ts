import { PART_BYTES } from '$lib/domain/files';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { sha256OfBytes } from '../evidence';
import { beginUpload } from './begin-upload';
import type { IncomingFile } from './prepare-files';
import { writePart } from './write-part';

/**
 * A file that came with a form which is shown again first: without scripts a browser would forget it. It
 * waits like one that went ahead of its form, under the same quota, and is swept if the form never leaves.
 * @returns its id; the same file of the same form is kept once
 */
export async function keepFile(
	unit: Unit<PortalScope>,
	{ name, bytes }: IncomingFile,
	formKey: string
): Promise<string> {
	const sha256 = sha256OfBytes(bytes);
	const idempotencyKey = `${formKey.slice(0, 60)}:${sha256.slice(0, 32)}`;
	const { id, offset, total } = await beginUpload(unit, {
		name,
		...{ bytes: bytes.length, sha256 },
		idempotencyKey
	});
	for (let at = offset; at < total; at += PART_BYTES)
		await writePart(unit, { id, offset: at, bytes: bytes.subarray(at, at + PART_BYTES) });
	return id;
}
