import { and, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import { inChunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { creditNote } from '../db/schema/payments';

export type KnownCreditNote = typeof creditNote.$inferSelect & { customerCode: string };

/** What is known about the numbers of a file, by number. */
export async function creditNotesByNumber(unit: Unit<InsideScope>, numbers: readonly string[]) {
	const customer = namedCustomers(unit);
	const rows = await inChunks(numbers, (part) =>
		unit.tx
			.select({ ...getTableColumns(creditNote), customerCode: customer.code })
			.from(creditNote)
			.innerJoin(customer, eq(customer.id, creditNote.customerId))
			.where(
				and(
					eq(creditNote.organisationId, unit.scope.organisationId),
					inArray(creditNote.number, part)
				)
			)
	);
	return new Map<string, KnownCreditNote>(rows.map((row) => [row.number, row]));
}
