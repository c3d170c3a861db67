import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { answerDueOn } from '$lib/domain/disputes/deadlines';
import { isDecidedOrOver } from '$lib/domain/disputes/lifecycle';
import type { Unit } from '../db/client';
import { workingCalendarOf } from '../settings/queries';
import type { Case } from './case-queries';
import { spokenAtOf, type SpokenReader } from './unanswered-words';

/** What he wrote once it was decided, and nobody answered. */
export interface OwedAfter {
	on: LocalDate;
	dueOn: LocalDate;
	isMissed: boolean;
}

/** In as many worked days as a case of that reason is answered in. */
export async function owedAfter(
	unit: Unit<SpokenReader>,
	{ dispute, reason }: Case
): Promise<OwedAfter | null> {
	if (!isDecidedOrOver(dispute.status)) return null;
	const at = await spokenAtOf(unit, dispute.id);
	if (!at) return null;
	const on = localDateAt(at, unit.scope.timeZone);
	const dueOn = answerDueOn(on, reason.deadlineDays, await workingCalendarOf(unit));
	return { on, dueOn, isMissed: dueOn < unit.today };
}
