import { and, asc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customer } from '../db/schema/customers';

/** Customers this colleague was named for. */
export const customersOfOfficer = (unit: Unit<InsideScope>, userId: string) =>
	unit.tx
		.select({ code: customer.code, name: customer.name })
		.from(customer)
		.where(
			and(eq(customer.organisationId, unit.scope.organisationId), eq(customer.collectorId, userId))
		)
		.orderBy(asc(customer.name), asc(customer.code));
