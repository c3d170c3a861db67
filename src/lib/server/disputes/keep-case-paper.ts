import { createHash } from 'node:crypto';
import type { CasePaper } from '$lib/domain/disputes/case-paper';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { documentsOfCase } from '../invoices/document-queries';
import { fileDocument } from '../invoices/file-document';
import { attachCreditDocument } from '../payments/attach-credit-document';
import { caseOf } from './case-queries';
import { lockDispute } from './lock-dispute';
import { tellFollowers, updateOf } from './tell-followers';

export interface NewPaper {
	disputeId: string;
	/** Missing: what its name says, a credit note or else a corrected invoice. */
	kind?: CasePaper;
	/** A PDF, already looked at. */
	name: string;
	content: Uint8Array;
}

/**
 * Keeps a paper for the customer of a case to download; everybody who follows the case hears of it, once.
 * Sent again, it is the one that is there.
 */
export async function keepCasePaper(
	unit: Unit<InsideScope>,
	{ disputeId, kind, name, content }: NewPaper
): Promise<void> {
	await lockDispute(unit, disputeId);
	const sha256 = createHash('sha256').update(content).digest('hex');
	if ((await documentsOfCase(unit, disputeId)).some((known) => known.sha256 === sha256)) return;
	const about = await caseOf(unit, disputeId);
	const { customerId } = about.dispute;
	const paper = { name, mime: 'application/pdf' as const, content, thumbnail: null };
	const file = async (as: CasePaper) =>
		(await fileDocument(unit, { customerId, disputeId, kind: as }, paper)).id;
	const kept =
		kind && kind !== 'credit_note'
			? { documentId: await file(kind), kind }
			: await attachCreditDocument(
					unit,
					{ disputeId, name, isCredit: kind === 'credit_note' },
					file
				);
	await record(
		unit,
		'dispute.document_filed',
		{ kind: 'dispute', id: disputeId, customerId },
		{ documentId: kept.documentId, name, kind: kept.kind }
	);
	const told = await updateOf(unit, about, 'document', { message: name });
	await tellFollowers(unit, about, told, { onceKey: `dispute-document:${kept.documentId}` });
}
