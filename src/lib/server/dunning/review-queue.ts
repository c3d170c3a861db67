import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { StepKind } from '$lib/domain/dunning/scenario';
import type { DeskScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';
import { fromJson } from './decision-json';
import { undecidedPromises } from '../promises/undecided';
import { formalNoticesFor } from './formal-notices';
import { noticeContent, type NoticeContent } from './notice-content';
import { editInForce } from './notice-edits';
import { noticesWhere } from './notice-queries';
import { outdatedAmounts } from './outdated-words';
import { decideFor, type PlannedCustomer } from './plan-dunning';
import { mayBeReworded } from './reword-notice';
import { verdictOn } from './verdict-on';

const PAGE = 25;

/** Which of what waits: one step, one channel, the accounts of whoever looks. */
export interface QueueFilter {
	step?: string | undefined;
	channel?: StepKind | undefined;
	mine?: boolean | undefined;
}

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
		steps: await stepsIn(unit),
		channels: await channelsIn(unit)
	};
}

/** The ids of a whole filter, in the order of the queue. */
export const queueIds = async (
	unit: Unit<DeskScope>,
	filter: QueueFilter,
	limit: number
): Promise<string[]> =>
	(
		await noticesWhere(unit, queueWhere(unit, filter))
			.orderBy(asc(notice.plannedAt), asc(notice.id))
			.limit(limit)
	).map(({ noticeId }) => noticeId);

export async function countIn(unit: Unit<DeskScope>, filter: QueueFilter): Promise<number> {
	const customer = namedCustomers(unit);
	const [row] = await unit.tx
		.select({ n: count() })
		.from(notice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.where(and(eq(notice.organisationId, unit.scope.organisationId), queueWhere(unit, filter)));
	return row?.n ?? 0;
}

const queueWhere = (unit: Unit<DeskScope>, { step: key, channel, mine }: QueueFilter) =>
	and(
		eq(notice.status, 'to_confirm'),
		key ? eq(notice.stepKey, key) : undefined,
		channel ? eq(kindOf, channel) : undefined,
		mine ? eq(namedCustomers(unit).collectorId, unit.scope.user.id) : undefined
	);

/** Of the step as it was published when the notice was planned. */
const kindOf = sql<StepKind>`case when exists (
	select from ${step} s where s.organisation_id = ${notice.organisationId}
		and s.id = ${notice.stepId} and (s.definition->>'legal')::boolean
) then 'legal' else ${notice.channel} end`;

const ofStep = and(eq(step.organisationId, notice.organisationId), eq(step.id, notice.stepId));
const waiting = (unit: Unit<DeskScope>) =>
	and(eq(notice.organisationId, unit.scope.organisationId), eq(notice.status, 'to_confirm'));

const stepsIn = (unit: Unit<DeskScope>) =>
	unit.tx
		.select({
			key: notice.stepKey,
			/** As the newest of its versions calls it. */
			name: sql<{
				fr: string;
				en: string;
			}>`(array_agg(${step.definition}->'name' order by ${notice.plannedAt} desc))[1]`,
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

type Waiting = Awaited<ReturnType<typeof noticesWhere>>[number];

async function withNews(unit: Unit<DeskScope>, rows: readonly Waiting[]) {
	const planned = await decideFor(unit, {
		customerIds: [...new Set(rows.map(({ customerId }) => customerId))],
		minuteOfDay: null,
		except: rows.map(({ noticeId }) => noticeId)
	});
	const legal = rows.filter((row) => row.legal);
	const formalNotice = await formalNoticesFor(
		unit,
		legal.map(({ customerId }) => customerId)
	);
	const undecided = await undecidedPromises(
		unit,
		rows.map(({ customerId }) => customerId)
	);
	const byCustomer = new Map(planned.map((each) => [each.decision.customerId, each]));
	const told = [];
	for (const row of rows)
		told.push({
			...(await withNewsOf(unit, row, byCustomer.get(row.customerId))),
			/** Of a hand-over: what became of the formal notice before it. */
			formalNotice: row.legal ? formalNotice(row) : null,
			undecided: undecided(row.customerId)
		});
	return told;
}

/** What it would say today, why it would not be done any more, and whose words it speaks. */
async function withNewsOf(
	unit: Unit<DeskScope>,
	{ content: kept, ...row }: Waiting,
	planned: PlannedCustomer | undefined
) {
	const verdict = planned && verdictOn(row, planned);
	const content =
		verdict?.kind === 'right'
			? noticeContent(planned!.customer, planned!.decision, unit.today)
			: kept;
	const ofRow = { ...row, id: row.noticeId, content: kept };
	const edit = await editInForce(unit, ofRow);
	return {
		...row,
		content: content && fromJson<NoticeContent>(content),
		changed: verdict?.kind === 'wrong' ? verdict.reasons : planned ? [] : ['settled'],
		editedBy: edit?.by ?? null,
		outdated: verdict?.kind === 'right' ? await outdatedAmounts(unit, ofRow, planned!) : [],
		mayBeReworded: mayBeReworded({ ...row, content: kept })
	};
}
