import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { RUNNING_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeTransition } from '../db/schema/disputes';
import { message } from '../db/schema/messages';
import { queueCase } from '../db/schema/queue-cases';

/** Of a row of the queue: its customer wrote, and since then nobody of the house wrote to him or took the case further. */
export function customerSpokeLast({ scope }: Unit<DeskScope>): SQL | undefined {
	const said = and(
		eq(message.organisationId, scope.organisationId),
		eq(message.disputeId, queueCase.id),
		eq(message.audience, 'customer')
	);
	const moved = and(
		eq(disputeTransition.organisationId, scope.organisationId),
		eq(disputeTransition.disputeId, queueCase.id),
		inArray(disputeTransition.byKind, ['staff', 'resolver'])
	);
	const last = (kind: SQL) =>
		sql`(select max(${message.at}) from ${message} where ${said} and ${kind})`;
	return and(
		inArray(queueCase.status, RUNNING_STATUSES),
		sql`${last(sql`${message.authorKind} = 'customer'`)} > greatest(
			${last(sql`${message.authorKind} in ('staff', 'resolver')`)},
			(select max(${disputeTransition.at}) from ${disputeTransition} where ${moved}), '-infinity')`
	);
}
