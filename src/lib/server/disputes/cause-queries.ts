import { and, eq } from 'drizzle-orm';
import type { DeskScope, InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { rootCause } from '../db/schema/causes';
import { namesOf } from '../settings/names-of';
import type { Case } from './case-queries';
import { cameAgain } from './came-again';

export type CauseRow = typeof rootCause.$inferSelect;

export async function causeOf(
	unit: Unit<InsideScope>,
	disputeId: string
): Promise<CauseRow | null> {
	const [row] = await unit.tx
		.select()
		.from(rootCause)
		.where(
			and(
				eq(rootCause.organisationId, unit.scope.organisationId),
				eq(rootCause.disputeId, disputeId)
			)
		);
	return row ?? null;
}

/** As the page of the case reads it, with what came again since the action was done. */
export async function causeShown(unit: Unit<DeskScope>, { dispute }: Case) {
	const row = await causeOf(unit, dispute.id);
	if (!row) return null;
	const { stage, action, dueOn, ownerId, ownerTeam, doneAt, doneByName, setAt, setByName } = row;
	const names = await namesOf(unit, ownerId ? [ownerId] : []);
	return {
		...{ stage, action, dueOn, ownerId, ownerTeam, doneAt, doneByName, setAt, setByName },
		ownerName: ownerId && (names.get(ownerId) ?? ''),
		again: doneAt ? await cameAgain(unit, dispute, { stage, doneAt }) : null
	};
}
