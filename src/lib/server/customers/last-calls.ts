import { and, desc, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { customerNote } from '../db/schema/customer-notes';

/** Of each of these customers the last call a colleague noted, or had noted then; one struck out was none. */
export const lastCalls = async (
	{ tx, scope }: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf?: AsOf
) =>
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
					oneOf(customerNote.customerId, customerIds),
					isNotNull(customerNote.contact),
					asOf ? lte(customerNote.at, asOf.at) : undefined,
					or(isNull(customerNote.struckAt), asOf ? gt(customerNote.struckAt, asOf.at) : undefined)
				)
			)
			.orderBy(customerNote.customerId, desc(customerNote.at))
	).map((row) => ({ ...row, way: 'call' as const }));
