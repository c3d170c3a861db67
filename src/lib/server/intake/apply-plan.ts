import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact, customer } from '../db/schema/customers';
import { invoice } from '../db/schema/invoices';
import { creditNote } from '../db/schema/payments';
import { chunks } from '../db/chunks';
import { openAmountChanges } from '../payments/sync-open-amount';
import type { ImportPlan } from './plan-import';
import type { InvoiceFields } from './plan-invoices';
import type { ContactFields, CustomerFields } from './plan-parties';

/** Writes customers, contacts, invoices and credit notes, a thousand rows per statement. */
export async function applyPlan(
	unit: Unit<InsideScope>,
	{ customers, contacts, invoices, creditNotes, absent }: ImportPlan
): Promise<void> {
	const paid = await openAmountChanges(unit, [...invoices.stated, ...absent]);
	await lockInvoices(unit, [
		...invoices.update.map((one) => one.id),
		...paid.map((one) => one.invoiceId)
	]);
	const common = { organisationId: unit.scope.organisationId, createdAt: unit.now };
	for (const part of chunks(customers.create))
		await unit.tx.insert(customer).values(part.map((one) => ({ ...one, ...common })));
	for (const part of chunks(customers.update)) await updateCustomers(unit, part);
	for (const part of chunks(contacts.create))
		await unit.tx.insert(contact).values(part.map((one) => ({ ...one, ...common })));
	for (const part of chunks(contacts.update)) await updateContacts(unit, part);
	for (const part of chunks(invoices.create))
		await unit.tx.insert(invoice).values(part.map((one) => ({ ...one, ...common })));
	for (const part of chunks(invoices.update)) await updateInvoices(unit, part);
	for (const part of chunks(creditNotes))
		await unit.tx.insert(creditNote).values(part.map((one) => ({ ...one, ...common })));
}

/** Before anything is written and always in the same order, as whoever plans a message does. */
async function lockInvoices(
	{ tx, scope }: Unit<InsideScope>,
	ids: readonly string[]
): Promise<void> {
	for (const part of chunks([...new Set(ids)].sort()))
		await tx
			.select({ id: invoice.id })
			.from(invoice)
			.where(and(eq(invoice.organisationId, scope.organisationId), inArray(invoice.id, part)))
			.orderBy(asc(invoice.id))
			.for('update');
}

const updateCustomers = ({ tx, scope }: Unit<InsideScope>, rows: readonly CustomerFields[]) =>
	tx.execute(sql`
		update customer set name = new.name, language = new.language, country = new.country
		from jsonb_to_recordset(${asJson(rows)}::jsonb) as new (id uuid, name text, language text, country text)
		where customer.organisation_id = ${scope.organisationId} and customer.id = new.id`);

const updateContacts = ({ tx, scope }: Unit<InsideScope>, rows: readonly ContactFields[]) =>
	tx.execute(sql`
		update contact set name = new.name, phone = new.phone, role = new.role, language = new.language
		from jsonb_to_recordset(${asJson(rows)}::jsonb) as new (id uuid, name text, phone text, role text, language text)
		where contact.organisation_id = ${scope.organisationId} and contact.id = new.id`);

const updateInvoices = ({ tx, scope }: Unit<InsideScope>, rows: readonly InvoiceFields[]) =>
	tx.execute(sql`
		update invoice set issued_on = new."issuedOn", due_on = new."dueOn", total_minor = new."totalMinor",
			order_number = new."orderNumber", document_name = new."documentName"
		from jsonb_to_recordset(${asJson(rows)}::jsonb)
			as new (id uuid, "issuedOn" date, "dueOn" date, "totalMinor" bigint, "orderNumber" text, "documentName" text)
		where invoice.organisation_id = ${scope.organisationId} and invoice.id = new.id`);

const asJson = (rows: readonly object[]): string =>
	JSON.stringify(rows, (_, value: unknown) =>
		typeof value === 'bigint' ? value.toString() : value
	);
