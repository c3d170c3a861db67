import { and, eq, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact, customer } from '../db/schema/customers';
import { invoice } from '../db/schema/invoices';
import { creditNote } from '../db/schema/payments';
import { inChunks } from '../db/chunks';

export type KnownCustomer = typeof customer.$inferSelect;
export type KnownContact = typeof contact.$inferSelect;
export type KnownInvoice = typeof invoice.$inferSelect & { customerCode: string };
export type KnownCreditNote = typeof creditNote.$inferSelect & { customerCode: string };

/** What the organisation already knows about the codes of a file, by code. */
export async function knownCustomers({ tx, scope }: Unit<InsideScope>, codes: readonly string[]) {
	const rows = await inChunks(codes, (part) =>
		tx
			.select()
			.from(customer)
			.where(and(eq(customer.organisationId, scope.organisationId), inArray(customer.code, part)))
	);
	return new Map<string, KnownCustomer>(rows.map((row) => [row.code, row]));
}

/** By customer and address. */
export async function knownContacts(
	{ tx, scope }: Unit<InsideScope>,
	customerIds: readonly string[]
) {
	const rows = await inChunks(customerIds, (part) =>
		tx
			.select()
			.from(contact)
			.where(
				and(eq(contact.organisationId, scope.organisationId), inArray(contact.customerId, part))
			)
	);
	return new Map<string, KnownContact>(
		rows.map((row) => [contactKey(row.customerId, row.email), row])
	);
}

export const contactKey = (customerId: string, email: string): string =>
	`${customerId} ${email.toLowerCase()}`;

/** By number. */
export async function knownInvoices({ tx, scope }: Unit<InsideScope>, numbers: readonly string[]) {
	const rows = await inChunks(numbers, (part) =>
		tx
			.select({ invoice, customerCode: customer.code })
			.from(invoice)
			.innerJoin(
				customer,
				and(
					eq(customer.organisationId, invoice.organisationId),
					eq(customer.id, invoice.customerId)
				)
			)
			.where(and(eq(invoice.organisationId, scope.organisationId), inArray(invoice.number, part)))
	);
	return new Map<string, KnownInvoice>(
		rows.map((row) => [row.invoice.number, { ...row.invoice, customerCode: row.customerCode }])
	);
}

/** By number. */
export async function knownCreditNotes(
	{ tx, scope }: Unit<InsideScope>,
	numbers: readonly string[]
) {
	const rows = await inChunks(numbers, (part) =>
		tx
			.select({ creditNote, customerCode: customer.code })
			.from(creditNote)
			.innerJoin(
				customer,
				and(
					eq(customer.organisationId, creditNote.organisationId),
					eq(customer.id, creditNote.customerId)
				)
			)
			.where(
				and(eq(creditNote.organisationId, scope.organisationId), inArray(creditNote.number, part))
			)
	);
	return new Map<string, KnownCreditNote>(
		rows.map((row) => [
			row.creditNote.number,
			{ ...row.creditNote, customerCode: row.customerCode }
		])
	);
}
