import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { creditNote } from '../db/schema/payments';

export type CreditNoteFields = Pick<
	typeof creditNote.$inferSelect,
	'id' | 'customerId' | 'number' | 'issuedOn' | 'currency' | 'totalMinor'
>;

/** Credit notes the books wrote, none of them settling an invoice yet; a thousand rows per statement. */
export async function saveCreditNotes(
	unit: Unit<InsideScope>,
	creditNotes: readonly CreditNoteFields[]
): Promise<void> {
	const common = { organisationId: unit.scope.organisationId, createdAt: unit.now };
	for (const part of chunks(creditNotes))
		await unit.tx.insert(creditNote).values(part.map((one) => ({ ...one, ...common })));
}
