import { and, eq, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { invoice } from '../db/schema/invoices';

/** The day of the latest of these invoices; null where there is none. */
export async function lastIssuedOn(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[]
): Promise<LocalDate | null> {
	const [row] = await unit.tx
		.select({ on: sql<LocalDate | null>`max(${invoice.issuedOn})::text` })
		.from(invoice)
		.where(
			and(eq(invoice.organisationId, unit.scope.organisationId), oneOf(invoice.id, invoiceIds))
		);
	return row?.on ?? null;
}
