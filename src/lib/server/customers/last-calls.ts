import { and, asc, desc, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { customerNote } from '../db/schema/customer-notes';

/** Of each of these customers the last call a colleague noted, or had noted then. */
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
			.where(isCallWith(scope, customerIds, asOf))
			.orderBy(customerNote.customerId, desc(customerNote.at))
	).map((row) => ({ ...row, way: 'call' as const }));

/** When calls with them were noted, the oldest first; of a look back, what was known then. */
export async function callsNoted(
	{ tx, scope }: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf?: AsOf
): Promise<(customerId: string) => Date[]> {
	if (customerIds.length === 0) return () => [];
	const rows = await tx
		.select({ customerId: customerNote.customerId, at: customerNote.at })
		.from(customerNote)
		.where(isCallWith(scope, customerIds, asOf))
		.orderBy(asc(customerNote.at));
	const byCustomer = groupBy(rows, ({ customerId }) => customerId);
	return (id) => (byCustomer.get(id) ?? []).map(({ at }) => at);
}

/** One struck out was none. */
const isCallWith = (scope: InsideScope, customerIds: readonly string[], asOf?: AsOf) =>
	and(
		eq(customerNote.organisationId, scope.organisationId),
		oneOf(customerNote.customerId, customerIds),
		isNotNull(customerNote.contact),
		asOf ? lte(customerNote.at, asOf.at) : undefined,
		or(isNull(customerNote.struckAt), asOf ? gt(customerNote.struckAt, asOf.at) : undefined)
	);
