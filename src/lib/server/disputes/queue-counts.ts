import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { DANGERS, type Danger } from '$lib/domain/disputes/queue-filter';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { daysAreStale, isMoved, keyNow, movedDays, staleDays, type DaysOf } from './moved-days';
import {
	asksMore,
	hasPassed,
	IN_WORK,
	STATUSES,
	statusOf,
	VIEWS,
	type Looker,
	type View
} from './queue-filter';

interface Counts {
	/** What is over is counted where all of it is looked at: years of it tell nobody what there is to do. */
	views: Record<Exclude<View, 'closed'>, number> & { closed: number | null };
	/** Of open cases: how many deadlines are in danger, and how many were not kept. */
	dangers: Record<Danger, number>;
	/** Days that had to be worked out for it. */
	stale: DaysOf;
}
type Who = Omit<Looker, 'stale'>;

const NONE: DaysOf = new Map();

/**
 * How many cases each view holds. The open ones are gone through once, whatever is asked of them.
 * @param whole the view that is looked at with nothing narrowed
 */
export async function viewCounts(
	unit: Unit<DeskScope>,
	who: Who,
	whole: View | null
): Promise<Counts> {
	const isStale = daysAreStale(unit.today, await keyNow(unit));
	const kept = await openCounts(unit, { ...who, stale: NONE }, isStale);
	// Those whose days are not worked out were counted by what they had: they are counted again.
	const stale = kept.some((row) => row.isStale) ? await staleDays(unit) : NONE;
	const anew = stale.size > 0 ? await openCounts(unit, { ...who, stale }, isStale, isStale) : null;
	const rows = anew ? [...kept.filter((row) => !row.isStale), ...anew] : kept;
	const closed = whole === 'closed' ? await closedCount(unit) : null;
	return { ...counted(rows, closed), stale };
}

type StatusCount = Awaited<ReturnType<typeof openCounts>>[number];

function counted(rows: readonly StatusCount[], closed: number | null): Omit<Counts, 'stale'> {
	const views = Object.fromEntries(VIEWS.map((view) => [view, inView(rows, view)]));
	return {
		views: { ...(views as Record<View, number>), closed },
		dangers: { risk: inDanger(rows, 'risk'), breached: inDanger(rows, 'breached') }
	};
}

function inView(rows: readonly StatusCount[], view: View): number {
	const its = rows.filter(({ status }) => STATUSES[view].includes(status));
	// What neither waits for a signature nor is to be handed out is to decide: the rest of its status, not looked at again.
	if (view === 'decide') return sum(its, 'all') - sum(its, 'signature') - sum(its, 'triage');
	return sum(its, asksMore[view] ? view : 'all');
}

/** Its steps are told apart here: looked at in each row, they would cost more than the days. */
const inDanger = (rows: readonly StatusCount[], danger: Danger): number =>
	sum(
		rows.filter(({ status }) => IN_WORK.includes(status)),
		danger
	);

type Asked = 'all' | Danger | View;

const sum = (rows: readonly StatusCount[], asked: Asked): number =>
	rows.reduce((found, row) => found + (row[asked] ?? 0), 0);

async function openCounts(
	unit: Unit<DeskScope>,
	looker: Looker,
	isStale: SQL<boolean>,
	only?: SQL
) {
	const counts = unit.tx
		.select({ status: statusOf(looker), isStale: sql<boolean>`${isStale}`, ...countsOf(looker) })
		.from(queueCase)
		.$dynamic();
	if (looker.stale.size > 0) counts.leftJoin(movedDays(looker.stale), isMoved);
	// By their places: a parameter is not known to be the same one twice.
	return counts
		.where(and(ofHouse(unit), inArray(queueCase.status, [...STATUSES.open]), only))
		.groupBy(sql`1`, sql`2`);
}

function countsOf(looker: Looker): Partial<Record<Asked, SQL<number>>> {
	const views = VIEWS.flatMap((view) => {
		const more = view === 'decide' ? undefined : asksMore[view]?.(looker);
		return more ? [[view, countOf(more)]] : [];
	});
	const dangers = DANGERS.map((danger) => [danger, countOf(hasPassed(looker, danger))]);
	return { ...Object.fromEntries([...views, ...dangers]), all: sql`count(*)`.mapWith(Number) };
}

const countOf = (which: SQL): SQL<number> =>
	sql<number>`count(*) filter (where ${which})`.mapWith(Number);

/** What is closed has no day to look at: it is counted by its index alone. */
const closedCount = (unit: Unit<DeskScope>): Promise<number> =>
	unit.tx.$count(queueCase, and(ofHouse(unit), inArray(queueCase.status, [...STATUSES.closed])));

const ofHouse = ({ scope }: Unit<DeskScope>): SQL =>
	eq(queueCase.organisationId, scope.organisationId);
