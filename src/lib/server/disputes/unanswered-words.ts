import { and, eq } from 'drizzle-orm';
import { isClosed, isReopening } from '$lib/domain/disputes/lifecycle';
import type { DeskScope, PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { hisUnanswered } from './customer-spoke-last';
import type { DisputeRow } from './lock-dispute';
import { followingOf } from './open-following';
import { lookerOf } from './queue-looker';
import { reopenableUntil } from './reopenable-until';
import { hearersOf } from './who-hears';

/** When its customer wrote what nobody answered, and what taking the case up again would do; null: all is answered. */
export async function unansweredWords(unit: Unit<DeskScope>, dispute: Heard) {
	const at = await spokenAtOf(unit, dispute.id);
	if (!at) return null;
	return {
		at,
		again: await reopeningOf(unit, dispute),
		isInMyDay: await isInMyDay(unit, dispute.id),
		heardBy: (await hearersOf(unit, dispute)).map(({ name }) => name)
	};
}

type Heard = Pick<DisputeRow, 'id' | 'status' | 'mergedAt' | 'customerId' | 'collectorId'>;

async function isInMyDay(unit: Unit<DeskScope>, disputeId: string): Promise<boolean> {
	const { organisationId } = unit.scope;
	const ofCase = and(eq(queueCase.organisationId, organisationId), eq(queueCase.id, disputeId));
	const his = await hisUnanswered(unit, await lookerOf(unit));
	return (await unit.tx.$count(queueCase, and(ofCase, his))) > 0;
}

/** A customer's link sees the row of its own cases. */
export type SpokenReader = DeskScope | PortalScope;

export async function spokenAtOf(
	unit: Unit<SpokenReader>,
	disputeId: string
): Promise<Date | null> {
	const [row] = await unit.tx
		.select({ spokenAt: queueCase.spokenAt })
		.from(queueCase)
		.where(
			and(eq(queueCase.organisationId, unit.scope.organisationId), eq(queueCase.id, disputeId))
		);
	return row?.spokenAt ?? null;
}

/** What opening it again would do. Null where nobody does: it is open, or goes on in the case it went into. */
export async function reopeningOf(
	unit: Unit<DeskScope>,
	dispute: Pick<DisputeRow, 'id' | 'status' | 'mergedAt'>
) {
	if (!isReopening(dispute.status) || dispute.mergedAt) return null;
	const until = await reopenableUntil(unit, dispute);
	const isLinked = until !== null && unit.today > until;
	return { isLinked, until, isToldCustomer: await isTold(unit, dispute) };
}

/** What is said about taking it up stays in the house where a linked case begins or goes on. */
async function isTold(
	unit: Unit<DeskScope>,
	dispute: Pick<DisputeRow, 'id' | 'status'>
): Promise<boolean> {
	const until = await reopenableUntil(unit, dispute);
	if (until === null || unit.today <= until) return true;
	const following = await followingOf(unit, dispute.id);
	return following !== null && isClosed(following.status) && isTold(unit, following);
}
