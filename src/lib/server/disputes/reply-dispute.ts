import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import type { IncomingFile, PreparedFile } from '../attachments/prepare-files';
import { saveAttachments } from '../attachments/save-attachment';
import { record } from '../audit/record';
import { CUSTOMER_DAY, refuseAboveCustomerDay } from '../auth/link-day';
import { addressOf, signatureOf, type PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { message } from '../db/schema/messages';
import { contentSha256Of, sha256OfBytes } from '../evidence';
import { answerable } from './answerable';
import { refuseWhenOutdated } from './lock-dispute';
import { lockGoingOn } from './lock-going-on';
import { tellStaff } from './notify-dispute';
import { caseByReference } from './portal-queries';
import { caseOf, type Case } from './case-queries';
import { moveCase } from './move-case';
import { recipientsOf } from './recipients';
import { writerAmong } from './writer-among';
import { tellFollowers, updateOf } from './tell-followers';
import { tellWhoAsked } from './tell-who-asked';
import { waitEndedBy } from './wait-ended-by';

export interface CustomerReply {
	reference: string;
	body: string;
	idempotencyKey: string;
	/** The version of the case on the page that was answered. */
	seen?: string | undefined;
	files?: readonly (IncomingFile | PreparedFile)[];
	/** When it came by mail; missing: it is said now. */
	saidAt?: Date;
}

/**
 * What the customer adds to his case. When somebody waited for it, the case goes on. Words about a double are said in the
 * case it goes on in, whose reference is answered: there they are read before anybody decides or signs.
 * @throws not_found, reply_required, key_reused when its key brought other words or files, and what is wrong with a file
 */
export async function replyDispute(unit: Unit<PortalScope>, input: CustomerReply): Promise<string> {
	const files = input.files ?? [];
	if (!input.body.trim() && files.length === 0) throw new AppError('reply_required', {}, 'body');
	const meant = (await caseByReference(unit, input.reference)).dispute.id;
	const { id, status, reference } = await lockGoingOn(unit, meant);
	if (await isKnown(unit, [...new Set([meant, id])], input)) return reference;
	// The page of a double says where it goes on: it is no page of that case.
	if (id === meant) await refuseWhenOutdated(unit, id, input.seen);
	const about = await caseOf(unit, id);
	await refuseTooOften(unit);
	const messageId = await addMessage(unit, about, input);
	await saveAttachments(
		unit,
		{
			disputeId: about.dispute.id,
			customerId: unit.scope.customerId,
			messageId,
			audience: 'customer',
			uploadedByKind: 'customer'
		},
		files
	);
	await record(
		unit,
		'dispute.replied',
		{ kind: 'dispute', id: about.dispute.id, customerId: unit.scope.customerId },
		{ messageId, files: files.length }
	);
	await tellColleagues(unit, about, {
		...{ messageId, message: input.body.trim(), status },
		saidAt: input.saidAt ?? null
	});
	await tellStaff(unit, about, {
		event: 'customer_replied',
		onceKey: `staff-alert:reply:${messageId}`,
		text: input.body.trim()
	});
	return reference;
}

/** Each is mailed to colleagues and staff: counted over all cases of the customer. @throws customer_too_often */
const refuseTooOften = (unit: Unit<PortalScope>): Promise<void> =>
	refuseAboveCustomerDay(unit, {
		...{ table: message, at: message.at, most: CUSTOMER_DAY.replies },
		which: eq(message.authorKind, 'customer')
	});

interface Heard {
	messageId: string;
	message: string;
	status: DisputeStatus;
	saidAt: Date | null;
}

/**
 * The others who follow the case read it too, and a colleague who asked back. When it waited for this, it goes on; what
 * was written before that question is no answer to it, and the case waits on.
 */
async function tellColleagues(
	unit: Unit<PortalScope>,
	about: Case,
	{ messageId, message, status, saidAt }: Heard
): Promise<void> {
	const by = signatureOf(unit.scope.holder);
	const told = await updateOf(unit, about, 'replied', { message, by });
	const except = writerAmong(await recipientsOf(unit, about), unit.scope.holder);
	const wait = await waitEndedBy(unit, about.dispute.id, saidAt);
	if (wait) await moveCase(unit, about, 'in_progress', { told, except, ...wait });
	else await tellFollowers(unit, about, told, { onceKey: `dispute-reply:${messageId}`, except });
	// A mail is read later: the case may have gone on by hand since.
	const mayBeAwaited = status === 'waiting_customer' || (saidAt !== null && answerable(status));
	if (mayBeAwaited) await tellWhoAsked(unit, about, { messageId, by, text: message, saidAt });
}

async function isKnown(
	unit: Unit<PortalScope>,
	disputeIds: readonly string[],
	input: CustomerReply
): Promise<boolean> {
	const [row] = await unit.tx
		.select({ contentSha256: message.contentSha256 })
		.from(message)
		.where(
			and(
				eq(message.organisationId, unit.scope.organisationId),
				among(message.disputeId, disputeIds),
				eq(message.idempotencyKey, input.idempotencyKey)
			)
		);
	if (row?.contentSha256 && row.contentSha256 !== contentOf(input))
		throw new AppError('key_reused', {}, 'body');
	return row !== undefined;
}

const contentOf = ({ body, files = [] }: CustomerReply): string =>
	contentSha256Of([
		body.trim(),
		...files.map((file) => [
			file.name,
			sha256OfBytes('content' in file ? file.content : file.bytes)
		])
	]);

async function addMessage(
	unit: Unit<PortalScope>,
	{ dispute }: Case,
	input: CustomerReply
): Promise<string> {
	const id = uuidv7();
	const { organisationId, customerId, holder } = unit.scope;
	await unit.tx.insert(message).values({
		organisationId,
		id,
		customerId,
		disputeId: dispute.id,
		audience: 'customer',
		authorKind: 'customer',
		authorName: signatureOf(holder),
		authorEmail: addressOf(unit.scope),
		body: input.body.trim(),
		at: unit.now,
		contentSha256: contentOf(input),
		idempotencyKey: input.idempotencyKey
	});
	return id;
}
