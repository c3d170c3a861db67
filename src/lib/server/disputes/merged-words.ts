import { attachmentsOf, shownFile, type ShownFile } from '../attachments/queries';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { claimOf, doublesOf, type Double } from './merged-talk';
import { messagesForCustomer } from './portal-queries';

type Message = Awaited<ReturnType<typeof messagesForCustomer>>[number];
/** `from`: the reference of the double it was written in. */
export type MergedWords = Message & { from: string };

/** What its customer may read of the cases that go on in this one, each with where it comes from, and their files. */
export async function mergedWords(unit: Unit<PortalScope>, disputeId: string) {
	const messages: MergedWords[] = [];
	const files: ShownFile[] = [];
	for (const double of await doublesOf(unit, disputeId)) {
		const sent = await filesOf(unit, double);
		const said = [claimIn(double), ...(await messagesForCustomer(unit, double.id))];
		messages.push(
			...said
				.filter(({ id, body }) => body || sent.some(({ messageId }) => messageId === id))
				.map((message) => ({ ...message, from: double.reference }))
		);
		files.push(...sent);
	}
	return { messages, files };
}

const claimIn = (double: Double): Message => {
	const { audience: _all, ...claim } = claimOf(double);
	return claim;
};

/** What came with the claim itself is shown under its words: it is no first file of the case that goes on. */
const filesOf = async (unit: Unit<PortalScope>, { id }: Double): Promise<ShownFile[]> =>
	(await attachmentsOf(unit, id)).map((file) => ({
		...shownFile(file),
		messageId: file.messageId ?? `claim-${id}`
	}));
