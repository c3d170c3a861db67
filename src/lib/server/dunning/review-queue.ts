import type { Labels } from '$lib/domain/language';
import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';
import { noticesWhere, ofStep } from './notice-queries';
import { staleSourceOf } from '../sources/queries';
import { countIn, kindOf, queueWhere, type QueueFilter } from './review-filter';
import { withNews } from './review-news';

const PAGE = 25;

/** What waits for a person, the oldest first, with what changed since it began to wait. */
export async function reviewQueue(
	unit: Unit<DeskScope>,
	{ page, ...filter }: QueueFilter & { page: number }
) {
	const total = await countIn(unit, filter);
	const pages = Math.max(1, Math.ceil(total / PAGE));
	const at = Math.min(page, pages);
	const rows = await noticesWhere(unit, queueWhere(unit, filter))
		.orderBy(asc(notice.plannedAt), asc(notice.id))
		.limit(PAGE)
		.offset((at - 1) * PAGE);
	return {
		rows: await withNews(unit, rows),
		total,
		page: at,
		pages,
		mine: await countIn(unit, { ...filter, mine: true }),
		everybody: await countIn(unit, { ...filter, mine: false }),
		/** Whatever the filter. */
		waiting: await countIn(unit, {}),
		held: await heldBack(unit),
		steps: await stepsIn(unit),
		channels: await channelsIn(unit)
	};
}

const waiting = (unit: Unit<DeskScope>) =>
	and(eq(notice.organisationId, unit.scope.organisationId), eq(notice.status, 'to_confirm'));

/** By a source of payments that is silent; null = by none. */
async function heldBack(unit: Unit<DeskScope>) {
	const source = await staleSourceOf(unit);
	if (!source) return null;
	const [row] = await unit.tx
		.select({ n: count() })
		.from(notice)
		.innerJoin(step, ofStep)
		.where(and(waiting(unit), sql`${step.definition}->>'onStaleData' = 'hold'`));
	return { count: row?.n ?? 0, since: source.lastOn, name: source.name };
}

const stepsIn = (unit: Unit<DeskScope>) =>
	unit.tx
		.select({
			key: notice.stepKey,
			/** As the newest of its versions calls it. */
			name: sql<Labels>`(array_agg(${step.definition}->'name' order by ${notice.plannedAt} desc))[1]`,
			n: count()
		})
		.from(notice)
		.innerJoin(step, ofStep)
		.where(waiting(unit))
		.groupBy(notice.stepKey)
		.orderBy(asc(notice.stepKey));

const channelsIn = (unit: Unit<DeskScope>) =>
	unit.tx
		.select({ channel: kindOf, n: count() })
		.from(notice)
		.leftJoin(step, ofStep)
		.where(waiting(unit))
		// By its place: said twice, its parameters would make it two expressions.
		.groupBy(sql`1`)
		.orderBy(sql`1`);
