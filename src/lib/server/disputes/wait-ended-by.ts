import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { askedCustomers } from './asked-customer';
import { questionsToCustomers } from './asked-of-customers';

export interface EndedWait {
	/** The day the answer came, where it is read later; null where its customer is offered something, and says himself what he makes of it. */
	heardOn: LocalDate | null;
}

/**
 * What a case waits for that these words may answer; null where it waits for nothing of its customer, or was asked after
 * they had been written.
 * @param saidAt when they came by mail; null: now
 */
export const waitEndedBy = (
	unit: Unit<Scope>,
	disputeId: string,
	saidAt: Date | null
): Promise<EndedWait | null> =>
	fromInside(unit, async (beside) => {
		const asked = (await askedCustomers(beside, [disputeId])).get(disputeId);
		if (!asked || (saidAt && saidAt < asked.at)) return null;
		const isQuestion = (await questionsToCustomers(beside, [disputeId])).has(disputeId);
		return { heardOn: saidAt && isQuestion ? localDateAt(saidAt, unit.scope.timeZone) : null };
	});
