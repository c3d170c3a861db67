import { and, eq } from 'drizzle-orm';
import { isReopening } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import type { DisputeRow } from './lock-dispute';
import { reopenableUntil } from './reopenable-until';

/** When its customer wrote what nobody answered, and what taking the case up again would do; null: all is answered. */
export async function unansweredWords(
	unit: Unit<DeskScope>,
	dispute: Pick<DisputeRow, 'id' | 'status' | 'mergedAt'>
) {
	const spokenAt = await spokenAtOf(unit, dispute.id);
	return spokenAt && { at: spokenAt, again: await againOf(unit, dispute) };
}

export async function spokenAtOf(unit: Unit<DeskScope>, disputeId: string): Promise<Date | null> {
	const [row] = await unit.tx
		.select({ spokenAt: queueCase.spokenAt })
		.from(queueCase)
		.where(
			and(eq(queueCase.organisationId, unit.scope.organisationId), eq(queueCase.id, disputeId))
		);
	return row?.spokenAt ?? null;
}

/** Null where nobody opens it again: it is open, or goes on in the case it went into. */
async function againOf(
	unit: Unit<DeskScope>,
	dispute: Pick<DisputeRow, 'id' | 'status' | 'mergedAt'>
) {
	if (!isReopening(dispute.status) || dispute.mergedAt) return null;
	const until = await reopenableUntil(unit, dispute);
	return { isLinked: until !== null && unit.today > until, until };
}
