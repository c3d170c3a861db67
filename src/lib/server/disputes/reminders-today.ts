import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import { taskReminder } from '$lib/domain/disputes/task-reminders';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { mailsPut } from '../delivery/outbox-queries';
import { workingCalendarOf } from '../settings/queries';
import { keptLines } from './keep-for-digest';
import { houseToday, type House } from './signers';
import type { TaskRow } from './task-queries';
import { ownerOf, ownersToday, taskKey, type TaskNews } from './tell-task-owners';

export interface Reminder {
	nth: number;
	readers: readonly Pick<TaskNews, 'to' | 'event'>[];
}

interface Owed extends Pick<TaskRow, 'ownerId' | 'ownerTeam'> {
	dueOn: LocalDate | null;
	/** Of the case. */
	collectorId: string | null;
}

/** The house as it is today, to ask about one task after another. */
export async function remindersToday(
	unit: Unit<InsideScope>
): Promise<(task: Owed) => Reminder | null> {
	const calendar = await workingCalendarOf(unit);
	const house = await houseToday(unit);
	return (task) => reminderOf(task, house, { today: unit.today, calendar });
}

function reminderOf(
	task: Owed,
	house: House,
	{ today, calendar }: { today: LocalDate; calendar: WorkingCalendar }
): Reminder | null {
	const nth = task.dueOn && taskReminder(task.dueOn, today, calendar);
	return typeof nth === 'number' ? { nth, readers: readersOf(house, task) } : null;
}

/** Whoever is late; where nobody is left to do it, whoever looks after the case or stands in for him, else the house. */
export function readersOf(house: House, task: Owed): Reminder['readers'] {
	const owners = ownersToday(house, task);
	if (owners.length > 0) return owners.map((to) => ({ to, event: 'task_late' }));
	const keepers = task.collectorId ? ownerOf(house, task.collectorId) : [];
	const to = keepers[0] ?? null;
	return [{ to, event: 'task_without_owner' }];
}

interface Late extends Reminder {
	/** `toldAs`: another name under which its reminders may have been told. */
	task: TaskNews['task'] & { toldAs?: string };
}

/** Each reminder once: those that somebody has not had yet, for those who have not. */
export async function withoutTold<Row extends Late>(
	unit: Unit<InsideScope>,
	all: readonly Row[]
): Promise<Row[]> {
	const keys = all.flatMap((late) => late.readers.flatMap((reader) => keysOf(late, reader)));
	const told = new Set([...(await mailsPut(unit, keys)), ...(await keptLines(unit, keys))]);
	const isTold = (late: Row, reader: Reader) => keysOf(late, reader).some((key) => told.has(key));
	return all
		.map((late) => ({ ...late, readers: late.readers.filter((one) => !isTold(late, one)) }))
		.filter(({ readers }) => readers.length > 0);
}

type Reader = Reminder['readers'][number];

const keysOf = ({ task, nth }: Late, reader: Reader): string[] =>
	[task.id, task.toldAs ?? task.id].map((id) => taskKey({ ...reader, nth, task: { ...task, id } }));
