import { localDateAt } from '$lib/domain/calendar';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { MessageInput } from '$lib/domain/disputes/schema';
import { record } from '../audit/record';
import type { IncomingFile, PreparedFile } from '../attachments/prepare-files';
import { saveAttachments } from '../attachments/save-attachment';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answerable } from './answerable';
import { answersToRead } from './answers-to-read';
import { asksCustomer } from './asks-customer';
import { lockDispute } from './lock-dispute';
import { mentionColleagues } from './mention-colleagues';
import { caseOf, type Case } from './case-queries';
import { moveCase } from './move-case';
import { tellFollowers, updateOf } from './tell-followers';
import { tellWhoAsked } from './tell-who-asked';
import { writeMessage } from './write-message';

export interface StaffMessage extends MessageInput {
	disputeId: string;
	/** `internal` never leaves the house. */
	audience: 'customer' | 'internal';
	/** The case waits for the customer until he replies. */
	needsReply: boolean;
	/** Colleagues an internal note calls, besides those its words name; missing: its words are not a colleague's, and call nobody. */
	mentions?: readonly string[];
	files: readonly (IncomingFile | PreparedFile)[];
}

/** A line of staff in the conversation; the customer is mailed what is written for him. */
export async function postMessage(
	unit: Unit<DeskScope>,
	input: StaffMessage
): Promise<{ messageId: string }> {
	const { id, status } = await lockDispute(unit, input.disputeId);
	const about = await caseOf(unit, id);
	const asks = asksCustomer(input, status);
	const unreadSince = asks ? (await answersToRead(unit, [id])).get(id) : undefined;
	const { messageId, isNew } = await writeMessage(unit, about.dispute, { ...input, asks });
	if (!isNew) return { messageId };
	const { audience, body, mentions } = input;
	await saveFiles(unit, about, messageId, input);
	if (mentions && audience === 'internal')
		await tellColleagues(unit, about, { messageId, body, mentions, status });
	if (unreadSince) await endUnreadWait(unit, about, unreadSince);
	if (asks && (status !== 'waiting_customer' || unreadSince))
		await moveCase(unit, about, 'waiting_customer', { message: body });
	else if (audience === 'customer') await tellMessage(unit, about, { messageId, asks, body });
	await record(
		unit,
		'dispute.message_posted',
		{ kind: 'dispute', id, customerId: about.customer.id },
		{ messageId, audience: input.audience, files: input.files.length }
	);
	return { messageId };
}

/** Asked again over a mail nobody has read: the time it lay here stays ours, and his begins anew. */
const endUnreadWait = (unit: Unit<DeskScope>, about: Case, since: Date): Promise<void> =>
	moveCase(unit, about, 'in_progress', {
		isTold: true,
		heardOn: localDateAt(since, unit.scope.timeZone)
	});

/** Those the note calls, and whoever asked back: while the customer is waited for, a note answers nobody. */
async function tellColleagues(
	unit: Unit<DeskScope>,
	about: Case,
	{ status, ...note }: Parameters<typeof mentionColleagues>[2] & { status: DisputeStatus }
): Promise<void> {
	const told = await mentionColleagues(unit, about, note);
	const { name: by, email } = unit.scope.user;
	if (status !== 'waiting_customer' && answerable(status))
		await tellWhoAsked(unit, about, {
			...{ messageId: note.messageId, text: note.body },
			...{ by, email, told }
		});
}

const tellMessage = async (
	unit: Unit<DeskScope>,
	about: Case,
	{ messageId, asks, body: message }: { messageId: string; asks: boolean; body: string }
): Promise<void> => {
	const told = await updateOf(unit, about, asks ? 'waiting_customer' : 'message', { message });
	await tellFollowers(unit, about, told, { onceKey: `dispute-message:${messageId}` });
};

const saveFiles = (
	unit: Unit<DeskScope>,
	{ dispute }: Case,
	messageId: string,
	input: StaffMessage
) =>
	input.files.length
		? saveAttachments(
				unit,
				{
					disputeId: dispute.id,
					customerId: dispute.customerId,
					messageId,
					audience: input.audience,
					uploadedByKind: 'staff',
					uploadedByName: unit.scope.user.name
				},
				input.files
			)
		: undefined;
