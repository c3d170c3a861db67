import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { PgSelect } from 'drizzle-orm/pg-core';
import type { Danger } from '$lib/domain/disputes/queue-filter';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { queueCase } from '../db/schema/queue-cases';
import { isMoved, movedDays, promisedDay } from './moved-days';
import {
	asksOwner,
	BY_STATUS,
	EVERY_CASE,
	inDanger,
	inView,
	order,
	STATUSES,
	VIEWS,
	type Looker,
	type QueueFilter,
	type View
} from './queue-filter';
import type { Search } from './queue-search';
import { currentOfQueue } from './queue-tables';

export const PAGE = 50;
/** Of a search that has to look at each case, more are not counted. */
export const MOST_COUNTED = 1000;

/** The cases of the house that a filter leaves, joined with no more than it asks for. */
function listed<Query extends PgSelect>(
	query: Query,
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	where?: SQL
): Query {
	if (looker.stale.size > 0) query.leftJoin(movedDays(looker.stale), isMoved);
	if (asksOwner(filter)) query.leftJoin(assignment, currentOfQueue);
	query.where(and(ofHouse(unit), inView(looker, filter.view), standing(looker, filter), where));
	return query;
}

const standing = (looker: Looker, { deadline }: QueueFilter): SQL | undefined =>
	deadline ? inDanger(looker, deadline) : undefined;

const ofHouse = ({ scope }: Unit<DeskScope>): SQL =>
	eq(queueCase.organisationId, scope.organisationId);

const keys = { organisationId: queueCase.organisationId, id: queueCase.id };

/** Which cases are on a page, in order. */
export async function pageOf(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	{ where, each }: Search
): Promise<string[]> {
	const cases = unit.tx.select(keys).from(queueCase).$dynamic();
	const inOrder = listed(cases, unit, looker, filter, where).orderBy(...order(filter, looker));
	const skipped = (filter.page - 1) * PAGE;
	if (!each) return idsOf(await inOrder.limit(PAGE).offset(skipped));
	// `offset 0`: what is asked of each is asked behind the order, and no more often than needed.
	const queued = inOrder.offset(0).as('queued');
	const found = unit.tx.select({ id: queued.id }).from(queued).where(each);
	return idsOf(await found.limit(PAGE).offset(skipped));
}

/** Of all cases of the house those that are so, the first due first. */
export async function listedIds(
	unit: Unit<DeskScope>,
	looker: Looker,
	{ where, most }: { where: SQL | undefined; most: number }
): Promise<string[]> {
	const cases = unit.tx.select({ id: queueCase.id }).from(queueCase).$dynamic();
	if (looker.stale.size > 0) cases.leftJoin(movedDays(looker.stale), isMoved);
	const found = cases.where(and(ofHouse(unit), where));
	return idsOf(await found.orderBy(asc(promisedDay(looker.stale)), asc(queueCase.id)).limit(most));
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** How many of a view the filters leave; of a search that looks at each case, up to `MOST_COUNTED` and one. */
export async function countOf(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	{ where, each }: Search = {}
): Promise<number> {
	if (each) return countOfEach(unit, looker, filter, { where, each });
	const counted = unit.tx.select({ count }).from(queueCase).$dynamic();
	const [row] = await listed(counted, unit, looker, filter, where);
	return row?.count ?? 0;
}

async function countOfEach(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	{ where, each }: { where: SQL | undefined; each: SQL }
): Promise<number> {
	const cases = unit.tx.select(keys).from(queueCase).$dynamic();
	const queued = listed(cases, unit, looker, filter, where).offset(0).as('queued');
	const some = unit.tx
		.select({ id: queued.id })
		.from(queued)
		.where(each)
		.limit(MOST_COUNTED + 1)
		.as('some');
	const [row] = await unit.tx.select({ count }).from(some);
	return row?.count ?? 0;
}

interface Counts {
	views: Record<View, number>;
	/** Of open cases: how many deadlines are in danger, and how many were not kept. */
	dangers: Record<Danger, number>;
}

/** How many cases each view holds: those that only ask for a status all at once. */
export async function viewCounts(unit: Unit<DeskScope>, looker: Looker): Promise<Counts> {
	const statuses = await statusCounts(unit, looker);
	const counts = {} as Record<View, number>;
	for (const view of VIEWS)
		counts[view] = BY_STATUS.has(view)
			? sum(statuses, view)
			: await countOf(unit, looker, { ...EVERY_CASE, view });
	return { views: counts, dangers: dangersIn(statuses) };
}

const dangersIn = (rows: readonly StatusCount[]): Record<Danger, number> => {
	const open = rows.filter(({ status }) => STATUSES.open.includes(status));
	const all = (danger: Danger) => open.reduce((found, row) => found + row[danger], 0);
	return { risk: all('risk'), breached: all('breached') };
};

const count = sql<number>`count(*)`.mapWith(Number);

type StatusCount = Awaited<ReturnType<typeof statusCounts>>[number];

const sum = (rows: readonly StatusCount[], view: View): number =>
	rows
		.filter(({ status }) => STATUSES[view].includes(status))
		.reduce((all, row) => all + (view === 'late' ? row.late : row.count), 0);

function statusCounts(unit: Unit<DeskScope>, looker: Looker) {
	const { stale, today } = looker;
	const dangerous = (danger: Danger) =>
		sql<number>`count(*) filter (where ${inDanger(looker, danger)})`.mapWith(Number);
	const late = sql<number>`count(*) filter (where ${promisedDay(stale)} < ${today})`;
	const counts = unit.tx
		.select({
			...{ status: queueCase.status, count, late: late.mapWith(Number) },
			...{ risk: dangerous('risk'), breached: dangerous('breached') }
		})
		.from(queueCase)
		.$dynamic();
	if (stale.size > 0) counts.leftJoin(movedDays(stale), isMoved);
	return counts.where(ofHouse(unit)).groupBy(queueCase.status);
}
