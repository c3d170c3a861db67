import { mayBeAsked } from '$lib/domain/access';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { everyReasonOnce, usersOnce, type Reason } from '../settings/queries';
import { everySubStatus } from '../settings/sub-status-queries';
import { postponedCases } from '../worklist/postponed-cases';
import { disputeQueue } from './queue';
import type { QueueFilter } from './queue-filter';
import { queueViews } from './queue-views';

/** All that the page of the queue shows, in one transaction: what its list and its forms both need is read once. */
export async function queuePage(unit: Unit<DeskScope>, filter: QueueFilter) {
	const { view, sort, ...queue } = await disputeQueue(unit, filter);
	const ids = queue.rows.map(({ id }) => id);
	return {
		...(await queueViews(unit)),
		...{ view, sort, queue, postponed: await postponedCases(unit, ids) },
		...(await peopleOf(unit)),
		/** Archived ones too: some cases have one that is offered no more. */
		reasons: (await everyReasonOnce(unit)).filter(({ kind }) => kind === 'dispute').map(shown),
		subStatuses: await everySubStatus(unit)
	};
}

async function peopleOf(unit: Unit<DeskScope>) {
	const people = await usersOnce(unit);
	return {
		people: people.map(({ id, name }) => ({ id, name })),
		askable: people.filter(mayBeAsked).map(({ id, name }) => ({ id, name })),
		teams: [...new Set(people.map(({ team }) => team).filter(Boolean))].sort()
	};
}

const shown = ({ id, code, labels, category, archivedAt }: Reason) => ({
	...{ id, code, labels, category },
	archived: archivedAt !== null
});
