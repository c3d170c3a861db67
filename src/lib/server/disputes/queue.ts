import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { together } from '../db/together';
import { viewCounts } from './queue-counts';
import type { QueueFilter } from './queue-filter';
import { MOST_COUNTED, PAGE, pageOf, pageOfView } from './queue-list';
import { lookerOf, whoLooks } from './queue-looker';
import { narrowed } from './queue-narrowed';
import { queueRows } from './queue-rows';

/** One page of the queue; the same filter is the same page, whoever gets the address. */
export async function disputeQueue(unit: Unit<DeskScope>, filter: QueueFilter) {
	const [who, search] = await together(unit, () => [whoLooks(unit), narrowed(unit, filter)]);
	const isWhole = !search.where && !search.each && !filter.deadline;
	const { views, dangers, stale } = await viewCounts(unit, who, isWhole ? filter.view : null);
	const looker = { ...who, stale };
	const { ids, found } = isWhole
		? { ids: await pageOfView(unit, looker, filter), found: views[filter.view] ?? 0 }
		: await pageOf(unit, looker, filter, search);
	const isMore = Boolean(search.each) && found > MOST_COUNTED;
	const total = isMore ? MOST_COUNTED : found;
	return {
		/** What was understood of what was asked for. */
		...{ view: filter.view, sort: filter.sort },
		rows: await queueRows(unit, ids, who),
		/** There are more than were counted. */
		isMore,
		...{ total, views, dangers, pages: Math.max(1, Math.ceil(total / PAGE)) }
	};
}

/** The first of them alone, where nobody asks how many there are. */
export async function firstCases(unit: Unit<DeskScope>, filter: QueueFilter) {
	const looker = await lookerOf(unit);
	const { ids } = await pageOf(unit, looker, filter, await narrowed(unit, filter));
	return queueRows(unit, ids, looker);
}
