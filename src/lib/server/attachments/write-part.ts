import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { partFits } from '$lib/domain/files';
import { systemScope, type PortalScope, type Scope } from '../auth/scope';
import { withScope, type Unit } from '../db/client';
import { upload } from '../db/schema/attachments';
import { sha256OfBytes } from '../evidence';
import { readStoredFile, writeStoredPart } from '../files';
import { fileKindOf } from './file-kind';
import { progressOf, uploadById, type Upload, type UploadProgress } from './upload-queries';

export interface Part {
	id: string;
	offset: number;
	bytes: Uint8Array;
}

export interface WrittenPart extends UploadProgress {
	/** The name of a file that is here in full and is not what was announced; null otherwise. */
	torn: string | null;
}

/**
 * The next bytes of a file on its way. The row is taken first: of two parts that come at once one goes
 * on, and what was written without its commit is written over. Whole, but not what was announced, it begins
 * anew; where nothing was announced, what it is is kept from then on.
 * @throws not_found, conflict when it is not the next part, file_type as soon as the first bytes say so
 */
export async function writePart(unit: Unit<PortalScope>, part: Part): Promise<WrittenPart> {
	const known = await uploadById(unit, part.id);
	if (!partFits(known, { offset: part.offset, bytes: part.bytes.length }))
		throw new AppError('conflict');
	if (part.offset === 0 && !fileKindOf(part.bytes))
		throw new AppError('file_type', { name: known.name }, 'files');
	const next = await advance(unit, known, part);
	await writeStoredPart(known.storageKey, part.offset, part.bytes);
	if (!next.completedAt) return { ...progressOf(next), torn: null };
	const sha256 = sha256OfBytes(await readStoredFile(next.storageKey));
	if (next.sha256 === '') await remember(unit, next, sha256);
	if (next.sha256 === '' || next.sha256 === sha256) return { ...progressOf(next), torn: null };
	const anew = await change(unit, next, { bytesHere: 0, completedAt: null });
	return { ...progressOf(anew), torn: next.name };
}

/** A link never says what a file was once it is begun: that is written from inside. */
async function remember(unit: Unit<PortalScope>, file: Upload, sha256: string): Promise<void> {
	const { organisationId, timeZone } = unit.scope;
	const inside = systemScope({ organisationId, timeZone, actor: 'uploads' });
	await withScope(unit, inside, (beside) => change(beside, file, { sha256 }));
}

async function change(unit: Unit<Scope>, { id }: Upload, values: Partial<Upload>): Promise<Upload> {
	const [row] = await unit.tx
		.update(upload)
		.set(values)
		.where(and(eq(upload.organisationId, unit.scope.organisationId), eq(upload.id, id)))
		.returning();
	return row!;
}

async function advance(
	unit: Unit<PortalScope>,
	{ bytesTotal }: Upload,
	{ id, offset, bytes }: Part
): Promise<Upload> {
	const bytesHere = offset + bytes.length;
	const [row] = await unit.tx
		.update(upload)
		.set({ bytesHere, completedAt: bytesHere === bytesTotal ? unit.now : null })
		.where(
			and(
				eq(upload.organisationId, unit.scope.organisationId),
				eq(upload.id, id),
				eq(upload.bytesHere, offset)
			)
		)
		.returning();
	if (!row) throw new AppError('conflict');
	return row;
}
