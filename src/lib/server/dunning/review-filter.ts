import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { StepKind } from '$lib/domain/dunning/scenario';
import type { DeskScope } from '../auth/scope';
import { lookedAfter } from '../customers/looked-after';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';
import { noticesWhere } from './notice-queries';

/** Which of what waits: one step, one channel, the accounts of whoever looks. */
export interface QueueFilter {
	step?: string | undefined;
	channel?: StepKind | undefined;
	mine?: boolean | undefined;
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

/** Of the step as it was published when the notice was planned. */
export const kindOf = sql<StepKind>`case when exists (
	select from ${step} s where s.organisation_id = ${notice.organisationId}
		and s.id = ${notice.stepId} and (s.definition->>'legal')::boolean
) then 'legal' else ${notice.channel} end`;

export const queueWhere = (unit: Unit<DeskScope>, { step: key, channel, mine }: QueueFilter) =>
	and(
		eq(notice.status, 'to_confirm'),
		key ? eq(notice.stepKey, key) : undefined,
		channel ? eq(kindOf, channel) : undefined,
		mine ? lookedAfter(unit) : undefined
	);
