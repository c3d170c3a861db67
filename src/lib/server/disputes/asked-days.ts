import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { dayAfterWaits, waitsIn, type DeadlineFacts } from '$lib/domain/disputes/deadlines';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { deadlinesAsRead } from './deadline-facts';

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
	const facts = await deadlinesAsRead(
		unit,
		rows.map(({ disputeId }) => disputeId)
	);
	return rows.map((row) => ({ ...row, dueOn: dayNow(unit, row, facts.get(row.disputeId)!) }));
}

function dayNow(
	{ scope }: Unit<Scope>,
	{ dueOn, assignedAt }: Asked,
	{ transitions, today, calendar }: DeadlineFacts
): LocalDate {
	const setOn = localDateAt(assignedAt, scope.timeZone);
	return dayAfterWaits({ on: dueOn, setOn }, waitsIn(transitions, today), calendar);
}
