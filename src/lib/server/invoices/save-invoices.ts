import { and, eq, sql } from 'drizzle-orm';
import { recordAll } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
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
	| 'deliveryNote'
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
	for (const part of chunks(update)) {
		await recordReplaced(unit, part);
		await updateInvoices(unit, part);
	}
}

/** What a file replaces is kept in the audit: a past day is read again as it was known then. */
async function recordReplaced(
	unit: Unit<InsideScope>,
	rows: readonly InvoiceFields[]
): Promise<void> {
	const after = new Map(rows.map((row) => [row.id, row]));
	const before = await datesAndTotals(unit, [...after.keys()]);
	const replaced = before.filter(({ id, customerId: _, ...known }) =>
		(Object.keys(known) as (keyof typeof known)[]).some(
			(name) => known[name] !== after.get(id)![name]
		)
	);
	await recordAll(
		unit,
		replaced.map(({ id, customerId, ...known }) => ({
			action: 'invoice.changed',
			subject: { kind: 'invoice', id, customerId },
			data: { before: known }
		}))
	);
}

const datesAndTotals = (unit: Unit<InsideScope>, ids: readonly string[]) =>
	unit.tx
		.select({
			id: invoice.id,
			customerId: invoice.customerId,
			issuedOn: invoice.issuedOn,
			dueOn: invoice.dueOn,
			totalMinor: invoice.totalMinor
		})
		.from(invoice)
		.where(and(eq(invoice.organisationId, unit.scope.organisationId), oneOf(invoice.id, ids)));

const updateInvoices = ({ tx, scope }: Unit<InsideScope>, rows: readonly InvoiceFields[]) =>
	tx.execute(sql`
		update invoice set issued_on = new."issuedOn", due_on = new."dueOn", total_minor = new."totalMinor",
			order_number = new."orderNumber", delivery_note = new."deliveryNote", document_name = new."documentName"
		from jsonb_to_recordset(${asRecords(rows)}::jsonb)
			as new (id uuid, "issuedOn" date, "dueOn" date, "totalMinor" bigint, "orderNumber" text, "deliveryNote" text, "documentName" text)
		where invoice.organisation_id = ${scope.organisationId} and invoice.id = new.id`);
