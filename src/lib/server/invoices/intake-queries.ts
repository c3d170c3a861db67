import { and, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import { inChunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { invoice } from '../db/schema/invoices';

export type KnownInvoice = typeof invoice.$inferSelect & { customerCode: string };

/** What is known about the numbers of a file, by number. */
export async function invoicesByNumber(unit: Unit<InsideScope>, numbers: readonly string[]) {
	const customer = namedCustomers(unit);
	const rows = await inChunks(numbers, (part) =>
		unit.tx
			.select({ ...getTableColumns(invoice), customerCode: customer.code })
			.from(invoice)
			.innerJoin(customer, eq(customer.id, invoice.customerId))
			.where(
				and(eq(invoice.organisationId, unit.scope.organisationId), inArray(invoice.number, part))
			)
	);
	return new Map<string, KnownInvoice>(rows.map((row) => [row.number, row]));
}
