import { sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { invoice } from '../db/schema/invoices';
import { asRecords, type Upserts } from '../db/upserts';

export type InvoiceFields = Pick<
	typeof invoice.$inferSelect,
	| 'id'
	| 'customerId'
	| 'number'
	| 'issuedOn'
	| 'dueOn'
	| 'currency'
	| 'totalMinor'
	| 'orderNumber'
	| 'documentName'
>;

/** A thousand rows per statement; those that change have been locked. */
export async function saveInvoices(
	unit: Unit<InsideScope>,
	{ create, update }: Upserts<InvoiceFields>
): Promise<void> {
	const common = { organisationId: unit.scope.organisationId, createdAt: unit.now };
	for (const part of chunks(create))
		await unit.tx.insert(invoice).values(part.map((one) => ({ ...one, ...common })));
	for (const part of chunks(update)) await updateInvoices(unit, part);
}

const updateInvoices = ({ tx, scope }: Unit<InsideScope>, rows: readonly InvoiceFields[]) =>
	tx.execute(sql`
		update invoice set issued_on = new."issuedOn", due_on = new."dueOn", total_minor = new."totalMinor",
			order_number = new."orderNumber", document_name = new."documentName"
		from jsonb_to_recordset(${asRecords(rows)}::jsonb)
			as new (id uuid, "issuedOn" date, "dueOn" date, "totalMinor" bigint, "orderNumber" text, "documentName" text)
		where invoice.organisation_id = ${scope.organisationId} and invoice.id = new.id`);
