import { and, eq, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import { inChunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { contact, customer } from '../db/schema/customers';
import type { Customer } from './queries';

export type Contact = typeof contact.$inferSelect;

/** What is known about the codes of a file, by code. */
export async function customersByCode({ tx, scope }: Unit<InsideScope>, codes: readonly string[]) {
	const rows = await inChunks(codes, (part) =>
		tx
			.select()
			.from(customer)
			.where(and(eq(customer.organisationId, scope.organisationId), inArray(customer.code, part)))
	);
	return new Map<string, Customer>(rows.map((row) => [row.code, row]));
}

/** By customer and address. */
export async function contactsByAddress(
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
	return new Map<string, Contact>(rows.map((row) => [contactKey(row.customerId, row.email), row]));
}

export const contactKey = (customerId: string, email: string): string =>
	`${customerId} ${email.toLowerCase()}`;
