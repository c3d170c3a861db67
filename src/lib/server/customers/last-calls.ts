import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customerNote } from '../db/schema/customer-notes';

/** Of each of these customers the last call a colleague noted; one struck out was none. */
export const lastCalls = async ({ tx, scope }: Unit<InsideScope>, customerIds: readonly string[]) =>
	(
		await tx
			.selectDistinctOn([customerNote.customerId], {
				customerId: customerNote.customerId,
				at: customerNote.at
			})
			.from(customerNote)
			.where(
				and(
					eq(customerNote.organisationId, scope.organisationId),
					inArray(customerNote.customerId, [...customerIds]),
					...[isNotNull(customerNote.contact), isNull(customerNote.struckAt)]
				)
			)
			.orderBy(customerNote.customerId, desc(customerNote.at))
	).map((row) => ({ ...row, way: 'call' as const }));
