import { mayBeAsked } from '$lib/domain/access';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { together } from '../db/together';
import { everyReasonOnce, usersOnce, type Reason } from '../settings/queries';
import { everySubStatus } from '../settings/sub-status-queries';
import { postponedCases } from '../worklist/postponed-cases';
import { disputeQueue } from './queue';
import type { QueueFilter } from './queue-filter';
import { queueViews } from './queue-views';

/** All that the page of the queue shows, in one transaction: what its list and its forms both need is read once. */
export async function queuePage(unit: Unit<DeskScope>, filter: QueueFilter) {
	const [list, views, people, reasons, subStatuses] = await together(unit, () => [
		listOf(unit, filter),
		queueViews(unit),
		peopleOf(unit),
		everyReasonOnce(unit),
		everySubStatus(unit)
	]);
	/** Archived ones too: some cases have one that is offered no more. */
	const chosen = reasons.filter(({ kind }) => kind === 'dispute').map(shown);
	return { ...list, ...views, ...people, reasons: chosen, subStatuses };
}

async function listOf(unit: Unit<DeskScope>, filter: QueueFilter) {
	const { view, sort, ...queue } = await disputeQueue(unit, filter);
	const ids = queue.rows.map(({ id }) => id);
	return { view, sort, queue, postponed: await postponedCases(unit, ids) };
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
