import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import type { IncomingFile, PreparedFile } from '../attachments/prepare-files';
import { saveAttachments } from '../attachments/save-attachment';
import { record } from '../audit/record';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';
import { lockDispute } from './lock-dispute';
import { tellStaff } from './notify-dispute';
import { caseByReference } from './portal-queries';
import type { Case } from './case-queries';
import { transitionDispute } from './transition-dispute';

export interface CustomerReply {
	reference: string;
	body: string;
	idempotencyKey: string;
	files?: readonly (IncomingFile | PreparedFile)[];
}

/**
 * What the customer adds to his case. When somebody waited for it, the case goes on.
 * @throws not_found, required, and what is wrong with a file
 */
export async function replyDispute(unit: Unit<PortalScope>, input: CustomerReply): Promise<void> {
	const files = input.files ?? [];
	if (!input.body.trim() && files.length === 0) throw new AppError('required', {}, 'body');
	const about = await caseByReference(unit, input.reference);
	const { status } = await lockDispute(unit, about.dispute.id);
	if (await isKnown(unit, about.dispute.id, input.idempotencyKey)) return;
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
	if (status === 'waiting_customer') await transitionDispute(unit, about.dispute.id, 'in_progress');
	await record(
		unit,
		'dispute.replied',
		{ kind: 'dispute', id: about.dispute.id, customerId: unit.scope.customerId },
		{ messageId, files: files.length }
	);
	await tellStaff(unit, about, {
		event: 'customer_replied',
		onceKey: `staff-alert:reply:${messageId}`,
		text: input.body.trim()
	});
}

async function isKnown(
	unit: Unit<PortalScope>,
	disputeId: string,
	idempotencyKey: string
): Promise<boolean> {
	const [row] = await unit.tx
		.select({ id: message.id })
		.from(message)
		.where(
			and(
				eq(message.organisationId, unit.scope.organisationId),
				eq(message.disputeId, disputeId),
				eq(message.idempotencyKey, idempotencyKey)
			)
		);
	return row !== undefined;
}

async function addMessage(
	unit: Unit<PortalScope>,
	{ dispute }: Case,
	{ body, idempotencyKey }: CustomerReply
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
		authorName: holder.name || holder.email,
		body: body.trim(),
		at: unit.now,
		idempotencyKey
	});
	return id;
}
