import {
	and,
	asc,
	count,
	desc,
	eq,
	exists,
	gte,
	ilike,
	inArray,
	isNull,
	or,
	sql,
	type SQL,
	type SQLWrapper
} from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, Scope } from '../auth/scope';
import { inChunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { containing } from '../db/containing';
import { contact, customer, hold } from '../db/schema/customers';

export type Customer = typeof customer.$inferSelect;
export type Hold = typeof hold.$inferSelect;

const inOrganisation = (unit: Unit<Scope>) =>
	eq(customer.organisationId, unit.scope.organisationId);

/** To join: how each customer is named and addressed. The table stays ours. */
export const namedCustomers = (unit: Unit<Scope>) =>
	unit.tx
		.select({
			id: customer.id,
			code: customer.code,
			name: customer.name,
			address: customer.address,
			collectorId: customer.collectorId
		})
		.from(customer)
		.where(inOrganisation(unit))
		.as('customer');

export const customerCount = (unit: Unit<Scope>): Promise<number> =>
	unit.tx.$count(customer, eq(customer.organisationId, unit.scope.organisationId));

export async function customerById(unit: Unit<Scope>, id: string): Promise<Customer> {
	return one(
		await unit.tx
			.select()
			.from(customer)
			.where(and(inOrganisation(unit), eq(customer.id, id)))
	);
}

export async function customerByCode(unit: Unit<Scope>, code: string): Promise<Customer> {
	return one(
		await unit.tx
			.select()
			.from(customer)
			.where(and(inOrganisation(unit), eq(customer.code, code)))
	);
}

function one([row]: Customer[]): Customer {
	if (!row) throw new AppError('not_found');
	return row;
}

export const customersByIds = (
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<Customer[]> =>
	inChunks(ids, (part) =>
		unit.tx
			.select()
			.from(customer)
			.where(and(inOrganisation(unit), inArray(customer.id, part)))
			.orderBy(asc(customer.name), asc(customer.code))
	);

/** How many customers each group has; '' are those of none. */
export async function customerGroups(unit: Unit<InsideScope>): Promise<Map<string, number>> {
	const rows = await unit.tx
		.select({ group: customer.customerGroup, n: count() })
		.from(customer)
		.where(inOrganisation(unit))
		.groupBy(customer.customerGroup)
		.orderBy(asc(customer.customerGroup));
	return new Map(rows.map(({ group, n }) => [group, n]));
}

/** Name or code contains the text, or one of these ids. */
export const findCustomers = (
	unit: Unit<InsideScope>,
	{ text = '', ids }: { text?: string; ids?: readonly string[] } = {}
): Promise<Customer[]> => {
	const pattern = containing(text);
	return unit.tx
		.select()
		.from(customer)
		.where(
			and(
				inOrganisation(unit),
				or(
					text ? ilike(customer.name, pattern) : undefined,
					text ? ilike(customer.code, pattern) : undefined,
					ids?.length ? inArray(customer.id, [...ids]) : undefined
				)
			)
		)
		.orderBy(asc(customer.name), asc(customer.code));
};

export const contactsOf = (unit: Unit<Scope>, customerId: string) =>
	unit.tx
		.select()
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(contact.customerId, customerId),
				isNull(contact.removedAt)
			)
		)
		.orderBy(asc(contact.createdAt), asc(contact.id));

/** Pauses of the organisation nobody released and whose last day is not over on `day`. */
export const inForceOn = (unit: Unit<Scope>, day: LocalDate) =>
	and(
		eq(hold.organisationId, unit.scope.organisationId),
		isNull(hold.releasedAt),
		or(isNull(hold.untilOn), gte(hold.untilOn, day))
	);

/** To filter customers with: a pause of the whole customer, whose last day is over nowhere on earth. */
export const heldWhole = (unit: Unit<InsideScope>, customerId: SQLWrapper): SQL =>
	exists(
		unit.tx
			.select({ one: sql`1` })
			.from(hold)
			.where(
				and(
					inForceOn(unit, addDays(unit.today, 1)),
					eq(hold.customerId, customerId),
					isNull(hold.invoiceId),
					isNull(hold.contactId)
				)
			)
	);

/** Pauses nobody released and whose last day is not over. */
export const holdsInForce = (unit: Unit<Scope>): Promise<Hold[]> =>
	unit.tx
		.select()
		.from(hold)
		.where(inForceOn(unit, unit.today))
		.orderBy(desc(hold.createdAt), desc(hold.id));
