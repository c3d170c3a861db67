import type { OpenDisputeInput } from '$lib/domain/disputes/schema';
import type { IncomingFile } from '../attachments/prepare-files';
import { sentFiles } from '../attachments/sent-files';
import { takeFiles, type AheadFile } from '../attachments/take-files';
import type { PortalScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { amendDispute } from './amend-dispute';
import { amendedBefore } from './amendments';
import { contentDigest } from './content-digest';
import { caseByReference } from './portal-queries';

interface FromPortal extends OpenDisputeInput {
	reference: string;
	seen?: string | undefined;
	files: readonly (IncomingFile | AheadFile)[];
}

/** A case amended behind a link. What was sent already is answered before a photo is looked at. */
export async function amendFromPortal(scope: PortalScope, input: FromPortal): Promise<boolean> {
	const contentSha256 = contentDigest(input, await sentFiles(scope, input.files));
	const sent = { ...input, contentSha256 };
	const isKnown = await unitOfWork(scope, async (unit) => {
		const { dispute } = await caseByReference(unit, input.reference);
		return amendedBefore(unit, dispute.id, sent);
	});
	if (isKnown) return true;
	const files = await takeFiles(scope, input.files);
	return unitOfWork(scope, (unit) => amendDispute(unit, { ...sent, files }));
}
