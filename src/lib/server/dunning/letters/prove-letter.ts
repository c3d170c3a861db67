import { AppError } from '$lib/domain/errors';
import type { PreparedFile } from '../../attachments/prepare-files';
import { savedName } from '../../attachments/file-name';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { letter } from '../../db/schema/letters';
import { readUnchangedFile } from '../../files';
import { documentById } from '../../invoices/document-queries';
import { fileDocument } from '../../invoices/file-document';
import { lockLetter, ofLetter } from './letter-rows';

/**
 * What the post gave: proof of deposit, then the signed receipt. A proof is never changed nor removed;
 * a better one takes its place and the one before stays in the audit.
 * @throws not_found, letter_not_registered, letter_not_posted
 */
export async function proveLetter(
	unit: Unit<InsideScope>,
	letterId: string,
	file: PreparedFile
): Promise<void> {
	const { id, customerId, proofId: before, ...row } = await lockLetter(unit, letterId);
	if (!row.registered) throw new AppError('letter_not_registered');
	if (!row.postedOn) throw new AppError('letter_not_posted');
	const kept = await fileDocument(unit, { customerId, kind: 'posting_proof' }, file);
	await unit.tx.update(letter).set({ proofId: kept.id }).where(ofLetter(unit, id));
	await record(
		unit,
		'letter.proved',
		{ kind: 'letter', id, customerId },
		{ documentId: kept.id, name: file.name, sha256: kept.sha256, before }
	);
}

/** @throws not_found, unavailable when it is no longer what was uploaded */
export async function readProof(unit: Unit<InsideScope>, letterId: string) {
	const [row] = await unit.tx
		.select({ proofId: letter.proofId })
		.from(letter)
		.where(ofLetter(unit, letterId));
	if (!row?.proofId) throw new AppError('not_found');
	const proof = await documentById(unit, row.proofId);
	return {
		name: savedName(proof.name, proof.mime),
		mime: proof.mime,
		content: await readUnchangedFile(proof)
	};
}
