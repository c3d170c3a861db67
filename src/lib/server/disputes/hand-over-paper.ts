import type { CasePaper } from '$lib/domain/disputes/case-paper';
import { AppError } from '$lib/domain/errors';
import { LARGEST_DOCUMENT_BYTES } from '$lib/domain/files';
import { formatBytes } from '$lib/i18n/format';
import { prepareFiles, type IncomingFile } from '../attachments/prepare-files';
import { refuseInfected } from '../attachments/refuse-infected';
import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { keepCasePaper } from './keep-case-paper';

export interface HandedPaper {
	disputeId: string;
	kind: CasePaper;
	files: readonly IncomingFile[];
}

/**
 * Staff hand a PDF over to the customer of a case. It is looked at before the transaction is opened.
 * @throws file_required, file_not_pdf, and whatever else is wrong with it
 */
export async function handOverPaper(
	scope: DeskScope,
	{ disputeId, kind, files }: HandedPaper
): Promise<void> {
	const [paper, ...others] = await prepareFiles(files);
	if (!paper) throw new AppError('file_required', {}, 'files');
	if (others.length > 0) throw new AppError('too_many_files', { max: '1' }, 'files');
	const { name, mime, content } = paper;
	if (mime !== 'application/pdf') throw new AppError('file_not_pdf', { name }, 'files');
	if (content.length > LARGEST_DOCUMENT_BYTES)
		throw new AppError(
			'file_too_large',
			{ name, max: formatBytes(LARGEST_DOCUMENT_BYTES) },
			'files'
		);
	await refuseInfected(name, content);
	await unitOfWork(scope, (unit) => keepCasePaper(unit, { disputeId, kind, name, content }));
}
