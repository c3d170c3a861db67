import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { PgSelect } from 'drizzle-orm/pg-core';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { isMoved, movedDays, promisedDay } from './moved-days';
import { inDanger, inView, order, type Looker, type QueueFilter } from './queue-filter';
import type { Search } from './queue-search';

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
	query.where(and(ofHouse(unit), inView(looker, filter.view), standing(looker, filter), where));
	return query;
}

const standing = (looker: Looker, { deadline }: QueueFilter): SQL | undefined =>
	deadline ? inDanger(looker, deadline) : undefined;

const ofHouse = ({ scope }: Unit<DeskScope>): SQL =>
	eq(queueCase.organisationId, scope.organisationId);

const keys = { organisationId: queueCase.organisationId, id: queueCase.id };

export interface PageOfCases {
	ids: string[];
	/** How many the filter leaves; of a search that looks at each case, up to `MOST_COUNTED` and one. */
	found: number;
}

/** Which cases are on a page, in order, and how many there are: told at once, for both are looked for in the same rows. */
export async function pageOf(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	search: Search
): Promise<PageOfCases> {
	const { where, each } = search;
	if (each) return pageOfEach(unit, looker, filter, { where, each });
	const cases = unit.tx
		.select({ ...keys, found: countOver })
		.from(queueCase)
		.$dynamic();
	const inOrder = listed(cases, unit, looker, filter, where).orderBy(...order(filter, looker));
	const rows = await inOrder.limit(PAGE).offset((filter.page - 1) * PAGE);
	// Behind the last page nobody counted.
	const isBehind = rows.length === 0 && filter.page > 1;
	const found = isBehind ? await countOf(unit, looker, filter, search) : (rows[0]?.found ?? 0);
	return { ids: idsOf(rows), found };
}

async function pageOfEach(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	{ where, each }: { where: SQL | undefined; each: SQL }
): Promise<PageOfCases> {
	const cases = unit.tx.select(keys).from(queueCase).$dynamic();
	const inOrder = listed(cases, unit, looker, filter, where).orderBy(...order(filter, looker));
	// `offset 0`: what is asked of each is asked behind the order, and no more often than needed.
	const queued = inOrder.offset(0).as('queued');
	const ids = idsOf(
		await unit.tx
			.select({ id: queued.id })
			.from(queued)
			.where(each)
			.limit(MOST_COUNTED + 1)
	);
	const from = (filter.page - 1) * PAGE;
	return { ids: ids.slice(0, MOST_COUNTED).slice(from, from + PAGE), found: ids.length };
}

/** Which cases of a view that nothing else narrows are on a page: what it holds is counted beside it. */
export async function pageOfView(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter
): Promise<string[]> {
	const cases = unit.tx.select(keys).from(queueCase).$dynamic();
	const inOrder = listed(cases, unit, looker, filter).orderBy(...order(filter, looker));
	return idsOf(await inOrder.limit(PAGE).offset((filter.page - 1) * PAGE));
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

/** How many of a view the filters leave. */
async function countOf(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	{ where }: Search = {}
): Promise<number> {
	const counted = unit.tx.select({ count }).from(queueCase).$dynamic();
	const [row] = await listed(counted, unit, looker, filter, where);
	return row?.count ?? 0;
}

const count = sql<number>`count(*)`.mapWith(Number);
const countOver = sql<number>`count(*) over ()`.mapWith(Number);
