import { and, arrayContains, asc, eq, sql } from 'drizzle-orm';
import type { Decision, DecisionReasonCode } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import { byName } from '../db/by-name';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { decision } from '../db/schema/runs';
import { bouncedNotices } from '../delivery/returned-notices';
import { SKIPPED, TAKEN_BACK } from './history';
import { withSaidAmounts } from './said-amounts';
import { decisionsFrom, storedColumns } from './stored-decision';

const PAGE = 25;

export interface DecisionFilter {
	outcome?: Decision['outcome'];
	reason?: DecisionReasonCode;
	page?: number;
}

/** A page of what a run decided, by name, each with what became of it. */
export async function decisionsOf(
	unit: Unit<InsideScope>,
	runId: string,
	{ page = 1, ...filter }: DecisionFilter
) {
	const where = decidedWhere(unit, runId, filter);
	const rows = await decidedRows(unit, where, page);
	const total = await unit.tx.$count(decision, where);
	return {
		total,
		page,
		pages: Math.max(1, Math.ceil(total / PAGE)),
		rows: await withNotices(unit, runId, rows)
	};
}

const decidedWhere = (
	unit: Unit<InsideScope>,
	runId: string,
	{ outcome, reason }: Omit<DecisionFilter, 'page'>
) =>
	and(
		eq(decision.organisationId, unit.scope.organisationId),
		eq(decision.runId, runId),
		outcome && eq(decision.outcome, outcome),
		reason && arrayContains(decision.reasons, [reason])
	);

function decidedRows(
	unit: Unit<InsideScope>,
	where: ReturnType<typeof decidedWhere>,
	page: number
) {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({ ...storedColumns, code: customer.code, name: customer.name })
		.from(decision)
		.innerJoin(customer, eq(customer.id, decision.customerId))
		.where(where)
		.orderBy(byName(customer.name), asc(customer.id))
		.limit(PAGE)
		.offset((page - 1) * PAGE);
}

async function withNotices(
	unit: Unit<InsideScope>,
	runId: string,
	rows: Awaited<ReturnType<typeof decidedRows>>
) {
	const decisions = await withSaidAmounts(unit, await decisionsFrom(unit, rows));
	const ids = rows.map(({ customerId }) => customerId);
	const noticeFor = await noticesOfRun(unit, runId, ids);
	return rows.map(({ customerId, code, name }, at) => ({
		...{ customerId, code, name },
		decision: decisions[at]!,
		notice: noticeFor.get(customerId) ?? null
	}));
}

const skippedIn = sql<{ by: string; reason: string } | null>`case
	when ${notice.status} = 'cancelled' and ${notice.reasons} ? ${SKIPPED} and not ${notice.reasons} ? ${TAKEN_BACK}
	then json_build_object('by', coalesce(${notice.content}->>'by', ''), 'reason', coalesce(${notice.content}->>'note', '')) end`;

/** The last notice a run planned for each customer. */
export async function noticesOfRun(
	unit: Unit<InsideScope>,
	runId: string,
	customerIds: readonly string[]
) {
	const rows = customerIds.length
		? await unit.tx
				.select({
					customerId: notice.customerId,
					noticeId: notice.id,
					status: notice.status,
					/** It left and came back. */
					returned: sql<boolean>`${notice.id} in ${bouncedNotices(unit)}`,
					reasons: notice.reasons,
					/** Of one that was skipped: by whom and why. */
					skipped: skippedIn,
					closedOn: notice.closedOn,
					plannedOn: notice.plannedOn
				})
				.from(notice)
				.where(
					and(
						eq(notice.organisationId, unit.scope.organisationId),
						eq(notice.runId, runId),
						oneOf(notice.customerId, customerIds)
					)
				)
				.orderBy(asc(notice.plannedAt), asc(notice.id))
		: [];
	return new Map(rows.map((row) => [row.customerId, row]));
}
