import type { LogDisputeInput } from '$lib/domain/disputes/schema';
import { MOST_FILES } from '$lib/domain/files';
import { prepareFiles, type IncomingFile } from '../attachments/prepare-files';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { disputeIdOf } from '../disputes/case-queries';
import { logDispute } from '../disputes/log-dispute';
import { filesOfMail } from './files-of-mail';
import { withLeft } from './land-reply';
import { readingOf } from './queries';
import { writeReading } from './write-reading';

interface DisputeMail extends LogDisputeInput {
	mailId: string;
	/** Beside those of the mail. */
	files: readonly IncomingFile[];
}

/** A mail becomes a dispute, with its files. Sent twice, it is one. @throws conflict when something else was made of it */
export async function disputeMail(
	scope: DeskScope,
	{ mailId, files, ...input }: DisputeMail
): Promise<{ reference: string | null }> {
	const added = await prepareFiles(files);
	const { taken, left } = await filesOfMail(scope, mailId);
	const room = Math.max(0, MOST_FILES - added.length);
	const kept = [...added, ...taken.slice(0, room)];
	const notKept = [...taken.slice(room).map(({ name }) => name), ...left];
	const explanation = withLeft(input.explanation, notKept, scope.user.language);
	return unitOfWork(scope, async (unit) => {
		const opened = await logDispute(unit, { ...input, explanation, files: kept });
		const disputeId = opened.reference && (await disputeIdOf(unit, opened.reference));
		if (!disputeId || !(await isItsDispute(unit, mailId, disputeId)))
			await writeReading(unit, { mailId, deed: 'disputed', ...(disputeId && { disputeId }) });
		return opened;
	});
}

/** The form was sent before. */
const isItsDispute = async (
	unit: Unit<DeskScope>,
	mailId: string,
	disputeId: string
): Promise<boolean> => (await readingOf(unit, mailId))?.disputeId === disputeId;
