import { and, desc, eq, inArray } from 'drizzle-orm';
import { TOLD_OF_CUSTOMER } from '$lib/domain/audit/told-of-customer';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { auditEvent } from '../db/schema/audit';
import { EVENT, named } from './journal';

/** What happened to a customer, the latest first, and how much there is; each with what it was about. */
export async function latestEventsOf(unit: Unit<InsideScope>, customerId: string, limit: number) {
	const which = and(
		eq(auditEvent.organisationId, unit.scope.organisationId),
		eq(auditEvent.customerId, customerId),
		inArray(auditEvent.action, [...TOLD_OF_CUSTOMER])
	);
	const events = await unit.tx
		.select(EVENT)
		.from(auditEvent)
		.where(which)
		.orderBy(desc(auditEvent.at), desc(auditEvent.id))
		.limit(limit);
	return { rows: await named(unit, events), total: await unit.tx.$count(auditEvent, which) };
}
