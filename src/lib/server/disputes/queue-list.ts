import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { PgSelect } from 'drizzle-orm/pg-core';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { claimedAmounts, hasAmount } from './claimed-items';
import { isMoved, movedDays, promisedDay } from './moved-days';
import {
	asksAmount,
	asksOwner,
	BY_STATUS,
	EVERY_CASE,
	inView,
	STATUSES,
	VIEWS,
	type Looker,
	type QueueFilter,
	type View
} from './queue-filter';
import { currentOne } from './queue-tables';

/** The cases of the house, joined with no more than a filter and its order ask for. */
export function listed<Query extends PgSelect>(
	query: Query,
	{ scope }: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter
): Query {
	query.leftJoin(movedDays(looker.moved), isMoved);
	if (asksOwner(filter)) query.leftJoin(assignment, currentOne);
	if (asksAmount(filter)) query.leftJoin(claimedAmounts({ scope }), hasAmount);
	return query;
}

export const ofHouse = ({ scope }: Unit<DeskScope>): SQL =>
	eq(dispute.organisationId, scope.organisationId);

/** How many of a view the filters leave. */
export async function countOf(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	where?: SQL
): Promise<number> {
	const counted = unit.tx.select({ count }).from(dispute).$dynamic();
	const [row] = await listed(counted, unit, looker, { ...filter, sort: 'due' }).where(
		and(ofHouse(unit), inView(looker, filter.view), where)
	);
	return row?.count ?? 0;
}

/** How many cases each view holds: those that only ask for a status all at once. */
export async function viewCounts(
	unit: Unit<DeskScope>,
	looker: Looker
): Promise<Record<View, number>> {
	const statuses = await statusCounts(unit, looker);
	const counts = {} as Record<View, number>;
	for (const view of VIEWS)
		counts[view] = BY_STATUS.has(view)
			? sum(statuses, view)
			: await countOf(unit, looker, { ...EVERY_CASE, view });
	return counts;
}

const count = sql<number>`count(*)`.mapWith(Number);

type StatusCount = Awaited<ReturnType<typeof statusCounts>>[number];

const sum = (rows: readonly StatusCount[], view: View): number =>
	rows
		.filter(({ status }) => STATUSES[view].includes(status))
		.reduce((all, row) => all + (view === 'late' ? row.late : row.count), 0);

const statusCounts = (unit: Unit<DeskScope>, { moved, today }: Looker) =>
	unit.tx
		.select({
			status: dispute.status,
			count,
			late: sql<number>`count(*) filter (where ${promisedDay} < ${today})`.mapWith(Number)
		})
		.from(dispute)
		.leftJoin(movedDays(moved), isMoved)
		.where(ofHouse(unit))
		.groupBy(dispute.status);
