import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { doneOn, type DoneNotice } from './done-on';
import { planDunning, type PlannedCustomer } from './plan-dunning';

export interface DayPlan extends PlannedCustomer {
	/** What the run of today already made of it. */
	notice: DoneNotice | null;
}

/**
 * What a day brings everybody, for somebody who reads it, whatever the hour: of today, what its run
 * already did stands; of a day to come, what the forecast says. @throws day_too_far
 */
export async function planOfDay(
	unit: Unit<InsideScope>,
	on: LocalDate = unit.today
): Promise<DayPlan[]> {
	// The hours say when it leaves, not whether.
	const planned = await planDunning(unit, { today: on, minuteOfDay: null });
	const isToday = on === unit.today;
	const ids = isToday ? planned.map(({ decision }) => decision.customerId) : [];
	const done = await doneOn(unit, unit.today, ids);
	return planned.map(({ customer, decision }) => ({
		customer,
		...(done.get(decision.customerId) ?? { decision, notice: null })
	}));
}
