import { and, asc, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';

/** Open cases that wait for this colleague: his own, and those he was asked about. */
export function casesHeldBy(unit: Unit<InsideScope>, { id, email }: { id: string; email: string }) {
	const { organisationId } = unit.scope;
	const customer = namedCustomers(unit);
	const asked = unit.tx
		.select({ one: sql`1` })
		.from(assignment)
		.where(
			and(
				eq(assignment.organisationId, dispute.organisationId),
				eq(assignment.disputeId, dispute.id),
				isNull(assignment.endedAt),
				or(eq(assignment.userId, id), eq(assignment.resolverEmail, email))
			)
		);
	return unit.tx
		.select({ reference: dispute.reference, customer: customer.name })
		.from(dispute)
		.innerJoin(customer, eq(customer.id, dispute.customerId))
		.where(
			and(
				eq(dispute.organisationId, organisationId),
				inArray(dispute.status, [...ACTIVE_STATUSES]),
				or(eq(dispute.collectorId, id), exists(asked))
			)
		)
		.orderBy(asc(dispute.reference));
}
