import { and, asc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { writeOff } from '../db/schema/write-offs';

/** What was written off because of a case, the oldest first. */
export const writeOffsOf = (unit: Unit<InsideScope>, disputeId: string) =>
	unit.tx
		.select({
			invoiceId: writeOff.invoiceId,
			amountMinor: writeOff.amountMinor,
			currency: writeOff.currency,
			reason: writeOff.reason,
			on: writeOff.on,
			byName: writeOff.byName
		})
		.from(writeOff)
		.where(
			and(eq(writeOff.organisationId, unit.scope.organisationId), eq(writeOff.disputeId, disputeId))
		)
		.orderBy(asc(writeOff.id));

/** Of these invoices, those of which something was written off: never a second time. */
export async function writtenOff(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[]
): Promise<ReadonlySet<string>> {
	const rows = await unit.tx
		.select({ invoiceId: writeOff.invoiceId })
		.from(writeOff)
		.where(
			and(
				eq(writeOff.organisationId, unit.scope.organisationId),
				oneOf(writeOff.invoiceId, invoiceIds)
			)
		);
	return new Set(rows.map(({ invoiceId }) => invoiceId));
}
