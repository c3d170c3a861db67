import type { LocalDate } from '$lib/domain/calendar';
import type { StageOfCase } from '$lib/domain/disputes/deadline-terms';
import type { Colleague } from '../absences/presence';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { asTask, lateActions } from './cause-actions';
import { LOOKED_BACK_DAYS, lateTasks } from './chase-tasks';
import type { Danger } from './dangers';
import { lateTaskTold, toldOf, type ToldDay } from './deadlines-told';
import { ownDay } from './owners-news';
import { readersOf } from './reminders-today';
import type { House } from './signers';

/** What somebody did not do in time: a day of a case that was broken, a task, or what is changed for good. */
export interface Overdue extends Pick<ToldDay, 'customerId' | 'disputeId' | 'what' | 'dueOn'> {
	/** Null: a task, or what he is to change. */
	stage: StageOfCase | null;
	/** Whose it was; nobody of a team alone. */
	holder: Colleague | null;
	/** Whose team it is the task of. */
	team: string | null;
	/** Who was told of it instead of him, or he himself. */
	readers: readonly Colleague[];
	/** Since when they know. */
	toldOn: LocalDate | null;
}

export async function overdueInHouse(
	unit: Unit<SystemScope>,
	house: House,
	dangers: readonly Danger[]
): Promise<Overdue[]> {
	const broken = dangers.filter(({ standing }) => standing === 'breached');
	const tasks = [...(await lateTasks(unit)).map(asLate), ...(await lateChanges(unit))];
	const told = await toldOf(unit, [
		...broken.map(({ disputeId }) => disputeId),
		...tasks.map(({ disputeId }) => disputeId)
	]);
	return [
		...broken.map((one) => brokenDay(one, told)),
		...tasks.map((one) => lateTask(house, one, told))
	];
}

type Told = Awaited<ReturnType<typeof toldOf>>;

const brokenDay = (danger: Danger, told: Told): Overdue => {
	const { customerId, disputeId, stage, dueOn, holder, reader } = danger;
	return {
		...{ customerId, disputeId, what: stage, stage, dueOn, holder, readers: [reader] },
		...{ team: null, toldOn: told(ownDay(danger)) }
	};
};

type Task = Awaited<ReturnType<typeof lateTasks>>[number];
interface Late
	extends
		Pick<Task['task'], 'customerId' | 'disputeId' | 'id' | 'dueOn' | 'ownerId' | 'ownerTeam'>,
		Pick<Task, 'collectorId'> {}

const asLate = ({ task, collectorId }: Task): Late => ({ ...task, collectorId });

/** What is to be changed so that a case does not come again, under the name by which its owner is reminded of it. */
const lateChanges = async (unit: Unit<SystemScope>): Promise<Late[]> =>
	(await lateActions(unit, LOOKED_BACK_DAYS)).flatMap(({ dueOn, ...action }) =>
		dueOn ? [{ ...action, dueOn, id: asTask({ ...action, dueOn }).id }] : []
	);

function lateTask(house: House, task: Late, told: Told): Overdue {
	const { customerId, disputeId, id, dueOn, ownerId, ownerTeam: team } = task;
	const readers = readersOf(house, task).map(({ to }) => to);
	const days = readers.flatMap((to) => told(lateTaskTold(task, to)) ?? []).sort();
	return {
		...{ customerId, disputeId, what: `task:${id}`, stage: null, dueOn, team },
		holder: house.colleagues.find((one) => one.id === ownerId) ?? null,
		readers: house.colleagues.filter((one) => readers.some((to) => to?.id === one.id)),
		toldOn: days[0] ?? null
	};
}
