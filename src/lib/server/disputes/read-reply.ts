import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { replyReading } from '../db/schema/reply-readings';
import { lockDispute, type DisputeRow } from './lock-dispute';
import { spokenAtOf } from './unanswered-words';
import { refuseWhenSpoken } from './words-since';

/**
 * What a customer wrote last needs no answer, and why: nobody's day shows it any more, until he writes again. Answered
 * meanwhile, there is nothing to say.
 * @throws explanation_required, wrote_meanwhile
 */
export async function readReply(
	unit: Unit<DeskScope>,
	{ disputeId, why, seen }: { disputeId: string; why: string; seen?: string }
): Promise<void> {
	const { customerId } = await lockDispute(unit, disputeId);
	await refuseWhenSpoken(unit, disputeId, seen);
	if (!why) throw new AppError('explanation_required', {}, 'readWhy');
	if (!(await spokenAtOf(unit, disputeId))) return;
	await noteReading(unit, { id: disputeId, customerId }, why);
	await record(unit, 'dispute.reply_read', { kind: 'dispute', id: disputeId, customerId }, { why });
}

/** Whatever was written until now waits for nobody any more. */
export async function noteReading(
	{ tx, scope, now }: Unit<DeskScope>,
	{ id: disputeId, customerId }: Pick<DisputeRow, 'id' | 'customerId'>,
	why: string
): Promise<void> {
	const { organisationId, user } = scope;
	await tx.insert(replyReading).values({
		...{ organisationId, id: uuidv7(), customerId, disputeId },
		...{ at: now, byName: user.name, why }
	});
}
