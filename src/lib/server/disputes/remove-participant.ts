import { and, eq, isNull } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { participant } from '../db/schema/participants';
import { lockDispute } from './lock-dispute';

/**
 * Takes a colleague out of a case: himself anybody, others whoever may write on it. Removed twice, he is removed.
 * @throws not_found, not_allowed
 */
export async function removeParticipant(
	unit: Unit<DeskScope>,
	{ disputeId, userId }: { disputeId: string; userId: string }
): Promise<void> {
	const { id, role, name } = unit.scope.user;
	if (userId !== id && !can(role, 'disputes.message')) throw new AppError('not_allowed');
	const { customerId } = await lockDispute(unit, disputeId);
	await refuseStranger(unit, disputeId, userId);
	const left = await unit.tx
		.update(participant)
		.set({ removedAt: unit.now, removedByName: name })
		.where(and(rowOf(unit, disputeId, userId), isNull(participant.removedAt)))
		.returning({ id: participant.id });
	if (left.length === 0) return;
	const subject = { kind: 'dispute' as const, id: disputeId, customerId };
	await record(unit, 'dispute.participant_removed', subject, { userId });
}

async function refuseStranger(unit: Unit<DeskScope>, disputeId: string, userId: string) {
	const ever = unit.tx.select({ id: participant.id }).from(participant);
	const [row] = await ever.where(rowOf(unit, disputeId, userId)).limit(1);
	if (!row) throw new AppError('not_found', {}, 'userId');
}

const rowOf = ({ scope }: Unit<DeskScope>, disputeId: string, userId: string) =>
	and(
		eq(participant.organisationId, scope.organisationId),
		eq(participant.disputeId, disputeId),
		eq(participant.userId, userId)
	);
