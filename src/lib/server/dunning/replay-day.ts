import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { replay, type ReplayedCustomer } from './replay';
import { lateFactsOf, undatedSince, type LateFact, type Undated } from './replay-reasons';

export interface ReplayedDay extends ReplayedCustomer {
	/** What became known after the look. */
	late: LateFact[];
	/** What is known only as of today. */
	undated: Undated[];
}

/** A past day of one customer: as recorded, as known then, as known now, and why they differ. */
export async function replayDay(
	unit: Unit<InsideScope>,
	customerId: string,
	on: LocalDate
): Promise<ReplayedDay> {
	const [found] = await replay(unit, on, [customerId]);
	if (!found) throw new AppError('not_found');
	return {
		...found,
		late: await lateFactsOf(unit, customerId, { day: on, at: found.at }),
		undated: await undatedSince(unit, found.at)
	};
}
