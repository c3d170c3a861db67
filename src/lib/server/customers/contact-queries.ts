import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { Language } from '$lib/domain/language';
import type { InsideScope, Scope, SystemScope } from '../auth/scope';
import { withProof, type Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { contact, customer } from '../db/schema/customers';

/** Everybody known under an e-mail somebody typed, in whatever organisation: none is known yet. */
export const contactsWithEmail = (email: string) =>
	withProof(email, (tx) =>
		tx
			.select()
			.from(contact)
			.where(and(eq(contact.email, email), isNull(contact.removedAt)))
	);

/** Whether the person is still there, at the same address. */
export async function isContact(
	unit: Unit<SystemScope>,
	contactId: string,
	email: string
): Promise<boolean> {
	const [row] = await unit.tx
		.select({ removedAt: contact.removedAt })
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(contact.id, contactId),
				eq(contact.email, email)
			)
		);
	return row !== undefined && row.removedAt === null;
}

/** As a link made for him today would name him; null when he was removed, or is unknown here. */
export async function holderById(unit: Unit<InsideScope>, contactId: string) {
	const [row] = await unit.tx
		.select({
			customerId: contact.customerId,
			name: contact.name,
			email: contact.email,
			language: sql<Language>`coalesce(${contact.language}, ${customer.language})`
		})
		.from(contact)
		.innerJoin(
			customer,
			and(eq(customer.organisationId, contact.organisationId), eq(customer.id, contact.customerId))
		)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(contact.id, contactId),
				isNull(contact.removedAt)
			)
		);
	return row ?? null;
}

/** Somebody who was told something before, as he was known then. */
export interface KnownAs {
	email: string;
	/** Opens the account; null for an address somebody typed, which opens nothing. */
	contactId: string | null;
}

/**
 * Where they are written to today: a contact whose address was corrected at the new one, one who was
 * removed nowhere, with no door to the account.
 */
export async function reachedToday<Known extends KnownAs>(
	unit: Unit<Scope>,
	people: readonly Known[]
): Promise<Known[]> {
	const emails = await contactsToday(
		unit,
		people.flatMap(({ contactId }) => contactId ?? [])
	);
	return people.flatMap((known) => {
		if (known.contactId === null) return [known];
		const email = emails.get(known.contactId);
		return email === undefined ? [] : [{ ...known, email }];
	});
}

/** Whether what is sent to this contact came back. */
export async function isBounced(unit: Unit<Scope>, contactId: string): Promise<boolean> {
	const [row] = await unit.tx
		.select({ bouncedAt: contact.bouncedAt })
		.from(contact)
		.where(and(eq(contact.organisationId, unit.scope.organisationId), eq(contact.id, contactId)));
	return Boolean(row?.bouncedAt);
}

/**
 * To filter with: whether a letter to somebody who was told before is read by anybody today. An address that bounced is
 * written to, and read by nobody.
 */
export const isReadToday = (
	{ organisationId }: Pick<Scope, 'organisationId'>,
	{ customerId, contactId, email }: Record<'customerId' | 'contactId' | 'email', SQL>
): SQL =>
	sql`case when ${contactId} is null
		then not exists (select from contact c where c.organisation_id = ${organisationId} and c.customer_id = ${customerId}
			and c.removed_at is null and c.bounced_at is not null and lower(c.email) = lower(${email}))
		else exists (select from contact c where c.organisation_id = ${organisationId} and c.id = ${contactId}
			and c.removed_at is null and c.bounced_at is null) end`;

/** The address of each of these contacts today; one who was removed has none. */
export async function contactsToday(
	unit: Unit<Scope>,
	contactIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	return new Map((await stillThere(unit, contactIds)).map(({ id, email }) => [id, email]));
}

/** The name of each of these contacts today, where one is known; one who was removed has none. */
export async function namesToday(
	unit: Unit<Scope>,
	contactIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	return new Map((await stillThere(unit, contactIds)).map(({ id, name }) => [id, name]));
}

async function stillThere(unit: Unit<Scope>, contactIds: readonly string[]) {
	if (contactIds.length === 0) return [];
	return unit.tx
		.select({ id: contact.id, email: contact.email, name: contact.name })
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				oneOf(contact.id, contactIds),
				isNull(contact.removedAt)
			)
		);
}

/** Customers one of whose contacts has this address; a few at most. */
export const customersReachedAt = (unit: Unit<InsideScope>, email: string) =>
	unit.tx
		.selectDistinct({ code: customer.code, name: customer.name })
		.from(contact)
		.innerJoin(
			customer,
			and(eq(customer.organisationId, contact.organisationId), eq(customer.id, contact.customerId))
		)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(sql`lower(${contact.email})`, email.toLowerCase()),
				isNull(contact.removedAt)
			)
		)
		.orderBy(asc(customer.name))
		.limit(5);
