import { readAttachment, type FileContent } from '../attachments/read-attachment';
import type { Attachment } from '../attachments/queries';
import { fromInside } from '../auth/from-inside';
import type { ResolverScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { mergedClaims, shownClaim } from './merged-claims';

/** Of the doubles of his case, which his link does not open: what its customer wrote and sent, nothing of the house. */
export const claimsForResolver = (unit: Unit<ResolverScope>) =>
	fromInside(unit, async (beside) => {
		const { disputeId } = unit.scope;
		const claims = (await mergedClaims(beside, [disputeId]))(disputeId);
		return claims.map((claim) => shownClaim(claim, isCustomers));
	});

const isCustomers = ({ audience, uploadedByKind }: Attachment): boolean =>
	audience === 'customer' && uploadedByKind === 'customer';

/** A file his page names: of his case, or of a double of it. @throws not_found, file_checking, file_refused */
export async function readForResolver(
	unit: Unit<ResolverScope>,
	{ id, wanted }: { id: string; wanted: 'file' | 'thumbnail' }
): Promise<FileContent> {
	const claims = await claimsForResolver(unit);
	return claims.some(({ files }) => files.some((file) => file.id === id))
		? fromInside(unit, (beside) => readAttachment(beside, id, wanted))
		: readAttachment(unit, id, wanted);
}
