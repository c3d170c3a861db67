import { toChase, wasSpokenTo } from '$lib/domain/worklist/to-chase';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { factsFor, type CustomerFacts } from '../dunning/facts';
import { tasksOfMine } from '../dunning/tasks-of-mine';
import { lateAccounts } from '../invoices/late-accounts';
import { customerPath, MOST, NOTHING_MORE, type WorkRow } from './work-row';

/** Calls and letters that wait for his word, and accounts he may ask for something although none does. */
export async function accountRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const tasks = await tasksOfMine(unit, MOST);
	const ids = [...(await lateAccounts(unit, MOST)), ...tasks.map((task) => task.customerId)];
	const accounts = await factsFor(unit, { customerIds: [...new Set(ids)], minuteOfDay: null });
	const byId = new Map(accounts.map((one) => [one.facts.customer.customerId, one]));
	return [
		...accounts.flatMap(rowOf),
		...tasks.map((task): WorkRow => {
			const account = byId.get(task.customerId);
			const chase = account && toChase(account.facts);
			return {
				...NOTHING_MORE,
				...{ key: `task:${task.noticeId}`, kind: 'task', who: task.customerName },
				...{ href: `/dunning/notices/${task.noticeId}`, on: task.plannedOn },
				amounts: chase?.amounts ?? []
			};
		})
	];
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
			...{ key: `${kind}:${code}`, kind, who: name, href: customerPath(code) },
			...{ amounts, daysLate, on: brokenOn }
		}
	];
}
