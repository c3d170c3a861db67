import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import type { StageOfCase } from '$lib/domain/disputes/deadline-terms';
import type { Danger } from '$lib/domain/disputes/queue-filter';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { deadlineTold } from '../db/schema/deadlines-told';
import type { TaskRow } from './task-queries';

/** What one reader is told of one day: another day of it begins anew. */
export interface ToldDay {
	customerId: string;
	disputeId: string;
	what: StageOfCase | `task:${string}`;
	dueOn: LocalDate;
	said: Danger | 'head';
	/** An account, the address of the house, or the team whose head has no account. */
	reader: string;
}

const keyOf = ({ what, dueOn, said, reader }: ToldDay): string =>
	`${what}:${dueOn}:${said}:${reader}`;

const placeOf = ({ disputeId, key }: { disputeId: string; key: string }): string =>
	`${disputeId} ${key}`;
const keyed = (day: ToldDay) => ({ disputeId: day.disputeId, key: keyOf(day) });

export const lateTaskTold = (
	{ customerId, disputeId, id, dueOn }: Pick<TaskRow, 'customerId' | 'disputeId' | 'id' | 'dueOn'>,
	to: { id: string } | null
): ToldDay => ({
	...{ customerId, disputeId, dueOn, what: `task:${id}`, said: 'breached' },
	reader: to?.id ?? 'house'
});

/** In one order, so that two who tell the same wait for each other. Those that nobody had told before. */
export async function noteTold<Day extends ToldDay>(
	unit: Unit<InsideScope>,
	days: readonly Day[]
): Promise<Day[]> {
	if (days.length === 0) return [];
	const { organisationId } = unit.scope;
	const rows = days
		.map((day) => ({
			...{ organisationId, id: uuidv7(), customerId: day.customerId, ...keyed(day) },
			...{ on: unit.today, at: unit.now }
		}))
		.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
	const written = await unit.tx
		.insert(deadlineTold)
		.values(rows)
		.onConflictDoNothing()
		.returning({ disputeId: deadlineTold.disputeId, key: deadlineTold.key });
	const fresh = new Set(written.map(placeOf));
	return days.filter((day) => fresh.has(placeOf(keyed(day))));
}

/** Of these cases, when each reader was told of each day; null: not yet. */
export async function toldOf(
	unit: Unit<InsideScope>,
	disputeIds: readonly string[]
): Promise<(day: ToldDay) => LocalDate | null> {
	if (disputeIds.length === 0) return () => null;
	const rows = await unit.tx
		.select({ disputeId: deadlineTold.disputeId, key: deadlineTold.key, on: deadlineTold.on })
		.from(deadlineTold)
		.where(
			and(
				eq(deadlineTold.organisationId, unit.scope.organisationId),
				among(deadlineTold.disputeId, [...new Set(disputeIds)])
			)
		);
	const days = new Map(rows.map((row) => [placeOf(row), row.on]));
	return (day) => days.get(placeOf(keyed(day))) ?? null;
}
