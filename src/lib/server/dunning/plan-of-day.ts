import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { doneOn, type DoneNotice } from './done-on';
import type { FactsWanted } from './facts';
import { planDunning, type PlannedCustomer } from './plan-dunning';

export interface DayPlan extends PlannedCustomer {
	/** What the run of today already made of it. */
	notice: DoneNotice | null;
}

/** What a day brings everybody, for somebody who reads it: of today, what its run already did stands. */
export async function planOfDay(
	unit: Unit<InsideScope>,
	wanted: FactsWanted = {}
): Promise<DayPlan[]> {
	const planned = await planDunning(unit, wanted);
	const isToday = (wanted.today ?? unit.today) === unit.today;
	const ids = isToday ? planned.map(({ decision }) => decision.customerId) : [];
	const done = await doneOn(unit, unit.today, ids);
	return planned.map(({ customer, decision }) => ({
		customer,
		...(done.get(decision.customerId) ?? { decision, notice: null })
	}));
}
