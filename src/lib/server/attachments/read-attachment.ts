import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { isUuid } from '$lib/domain/uuid';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { attachment } from '../db/schema/attachments';
import { readStoredFile } from '../files';
import { savedName } from './file-name';

export interface FileContent {
	/** As it may be saved on a device. */
	name: string;
	mime: string;
	content: Uint8Array<ArrayBuffer>;
}

/**
 * The file behind an id, for whoever may see it: a customer sees his own and what staff sent him,
 * a resolver his case, staff everything. Nobody what the antivirus has not let through.
 * @throws not_found, file_checking, file_refused
 */
export async function readAttachment(
	unit: Unit<Scope>,
	id: string,
	wanted: 'file' | 'thumbnail' = 'file'
): Promise<FileContent> {
	if (!isUuid(id)) throw new AppError('not_found');
	const [row] = await unit.tx
		.select()
		.from(attachment)
		.where(
			and(
				eq(attachment.organisationId, unit.scope.organisationId),
				eq(attachment.id, id),
				...visibleTo(unit.scope)
			)
		);
	if (!row || (wanted === 'thumbnail' && !row.thumbnailKey)) throw new AppError('not_found');
	if (row.scan !== 'clean')
		throw new AppError(row.scan === 'checking' ? 'file_checking' : 'file_refused');
	if (wanted === 'thumbnail')
		return {
			name: 'thumbnail.jpg',
			mime: 'image/jpeg',
			content: await readStoredFile(row.thumbnailKey!)
		};
	return {
		name: savedName(row.name, row.mime),
		mime: row.mime,
		content: await readStoredFile(row.storageKey)
	};
}

function visibleTo(scope: Scope) {
	if (scope.audience === 'portal')
		return [eq(attachment.customerId, scope.customerId), eq(attachment.audience, 'customer')];
	if (scope.audience === 'resolver') return [eq(attachment.disputeId, scope.disputeId)];
	return [];
}
