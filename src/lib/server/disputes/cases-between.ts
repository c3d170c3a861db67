import { and, asc, eq, gte, inArray, lt, or, sql } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Period } from '../db/within';
import { dispute, disputeTransition } from '../db/schema/disputes';
import { everyItem } from './claimed-items';

/** Cases of a customer that were open at any time of a period, the oldest first, with the invoices they contest. */
export async function casesBetween(
	unit: Unit<InsideScope>,
	{ customerId, from, until }: { customerId: string } & Period
) {
	const item = everyItem(unit);
	const rows = await unit.tx
		.select({ reference: dispute.reference, invoiceId: item.invoiceId })
		.from(dispute)
		.leftJoin(item, eq(item.disputeId, dispute.id))
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.customerId, customerId),
				until ? lt(dispute.openedAt, until) : undefined,
				from ? or(inArray(dispute.status, [...ACTIVE_STATUSES]), movedSince(from)) : undefined
			)
		)
		.orderBy(asc(dispute.openedAt), asc(dispute.id));
	return [...groupBy(rows, ({ reference }) => reference)].map(([reference, items]) => ({
		reference,
		invoiceIds: items.flatMap(({ invoiceId }) => invoiceId ?? [])
	}));
}

const movedSince = (from: Date) => sql`exists (
	select from ${disputeTransition} where ${disputeTransition.organisationId} = ${dispute.organisationId}
		and ${disputeTransition.disputeId} = ${dispute.id} and ${gte(disputeTransition.at, from)})`;
