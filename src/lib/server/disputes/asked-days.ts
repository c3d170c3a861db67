import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { dayAfterWaits, waitsIn } from '$lib/domain/disputes/deadlines';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { deadlineFactsOf } from './deadline-facts';

interface Asked {
	disputeId: string;
	dueOn: LocalDate;
	assignedAt: Date;
}

/** With the day each answers by as it stands now: waiting for the customer takes none of his time. */
export async function withDaysNow<A extends Asked>(
	unit: Unit<Scope>,
	rows: readonly A[]
): Promise<A[]> {
	const moved: A[] = [];
	for (const row of rows) moved.push({ ...row, dueOn: await dayNow(unit, row) });
	return moved;
}

async function dayNow(unit: Unit<Scope>, { disputeId, dueOn, assignedAt }: Asked) {
	const { transitions, today, calendar } = await deadlineFactsOf(unit, disputeId);
	const setOn = localDateAt(assignedAt, unit.scope.timeZone);
	return dayAfterWaits({ on: dueOn, setOn }, waitsIn(transitions, today), calendar);
}
