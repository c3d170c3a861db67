import { toChase, wasSpokenTo } from '$lib/domain/worklist/to-chase';
import { placeOf } from '$lib/domain/worklist/next-step';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { commonFacts } from '../dunning/common-facts';
import { factsFor, type CustomerFacts } from '../dunning/facts';
import { tasksOfMine } from '../dunning/tasks-of-mine';
import { lateAccounts } from './late-accounts';
import { MOST, NOTHING_MORE, type WorkRow } from './work-row';

/** Calls and letters that wait for his word, and accounts he may ask for something although none does. */
export async function accountRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const tasks = await tasksOfMine(unit, MOST);
	const common = await commonFacts(unit, { minuteOfDay: null });
	const factsAbout = (customerIds: readonly string[]) => factsFor(unit, { customerIds, common });
	const asked = await factsAbout([...new Set(tasks.map((task) => task.customerId))]);
	const byId = new Map(asked.map((one) => [one.facts.customer.customerId, one]));
	return [
		...(await toChaseAmong(await lateAccounts(unit), factsAbout)),
		...tasks.map((task): WorkRow => {
			const account = byId.get(task.customerId);
			const chase = account && toChase(account.facts);
			return {
				...NOTHING_MORE,
				...{ key: `task:${task.noticeId}`, kind: 'task', who: task.customerName },
				customerCode: task.customerCode,
				...{ href: placeOf('task', task), on: task.plannedOn },
				amounts: chase?.amounts ?? []
			};
		})
	];
}

/** In their order, until there are enough: whom the rule leaves alone takes nobody's place. */
async function toChaseAmong(
	ids: readonly string[],
	factsAbout: (ids: readonly string[]) => Promise<CustomerFacts[]>
): Promise<WorkRow[]> {
	const rows: WorkRow[] = [];
	for (let at = 0; at < ids.length && rows.length < MOST; at += MOST)
		rows.push(...(await factsAbout(ids.slice(at, at + MOST))).flatMap(rowOf));
	return rows;
}

/** Whoever waits for a call is told by the task. */
function rowOf({ facts, code, name, isWaitedFor }: CustomerFacts): WorkRow[] {
	const chase = toChase(facts);
	if (!chase || isWaitedFor || wasSpokenTo(facts, chase)) return [];
	const { amounts, daysLate, brokenOn } = chase;
	const kind = brokenOn ? ('promise' as const) : ('account' as const);
	return [
		{
			...NOTHING_MORE,
			...{ key: `${kind}:${code}`, kind, who: name, href: placeOf(kind, { code }) },
			customerCode: code,
			...{ amounts, daysLate, on: brokenOn }
		}
	];
}
