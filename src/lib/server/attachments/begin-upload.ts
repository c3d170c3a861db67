import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { DAY_MS } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { LARGEST_FILE_BYTES, sizeFault } from '$lib/domain/files';
import { formatBytes } from '$lib/i18n/format';
import { record } from '../audit/record';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { upload } from '../db/schema/attachments';
import { newStoredFile } from '../files';
import { shownName } from './file-name';
import { begunFits } from './quota';
import { progressOf, type Upload, type UploadProgress } from './upload-queries';

export interface NewUpload {
	name: string;
	bytes: number;
	/** Of the whole, hexadecimal; empty where the sender cannot tell. */
	sha256?: string | undefined;
	/** The same file, asked for again after a cut, goes on where it was. */
	idempotencyKey: string;
}

/** Nobody came back for it by then: it is swept. */
const LIFE_MS = DAY_MS;

/** @throws file_empty, file_too_large, day_full, conflict when the key names another file */
export async function beginUpload(
	unit: Unit<PortalScope>,
	input: NewUpload
): Promise<UploadProgress> {
	const name = shownName(input.name);
	const known = await begunWith(unit, input.idempotencyKey);
	if (known) return progressOf(sameFile(known, { ...input, name }));
	const fault = sizeFault(input.bytes);
	if (fault) throw new AppError(fault, { name, max: formatBytes(LARGEST_FILE_BYTES) }, 'files');
	await begunFits(unit, input.bytes);
	return insertUpload(unit, { ...input, name });
}

function sameFile(known: Upload, { name, bytes, sha256 }: NewUpload): Upload {
	const isOther = known.sha256 && sha256 && known.sha256 !== sha256;
	if (isOther || known.name !== name || known.bytesTotal !== bytes) throw new AppError('conflict');
	return known;
}

async function begunWith(
	unit: Unit<PortalScope>,
	idempotencyKey: string
): Promise<Upload | undefined> {
	const [row] = await unit.tx
		.select()
		.from(upload)
		.where(
			and(
				eq(upload.organisationId, unit.scope.organisationId),
				eq(upload.customerId, unit.scope.customerId),
				eq(upload.linkId, unit.scope.holder.linkId),
				eq(upload.idempotencyKey, idempotencyKey)
			)
		);
	return row;
}

async function insertUpload(
	unit: Unit<PortalScope>,
	{ name, bytes, sha256, idempotencyKey }: NewUpload
): Promise<UploadProgress> {
	const { organisationId, customerId, holder } = unit.scope;
	const id = uuidv7();
	await unit.tx.insert(upload).values({
		organisationId,
		id,
		customerId,
		linkId: holder.linkId,
		name,
		bytesTotal: bytes,
		...(sha256 && { sha256 }),
		storageKey: await newStoredFile(unit),
		createdAt: unit.now,
		expiresAt: new Date(unit.now.getTime() + LIFE_MS),
		idempotencyKey
	});
	await record(
		unit,
		'upload.begun',
		{ kind: 'link', id: holder.linkId, customerId },
		{ uploadId: id, bytes }
	);
	return { id, offset: 0, total: bytes };
}
