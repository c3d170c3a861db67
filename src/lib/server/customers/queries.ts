import { and, asc, desc, eq, gte, ilike, inArray, isNull, or } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, Scope } from '../auth/scope';
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
			address: customer.address
		})
		.from(customer)
		.where(inOrganisation(unit))
		.as('customer');

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

/** Pauses nobody released and whose last day is not over. */
export const holdsInForce = (unit: Unit<Scope>): Promise<Hold[]> =>
	unit.tx
		.select()
		.from(hold)
		.where(inForceOn(unit, unit.today))
		.orderBy(desc(hold.createdAt), desc(hold.id));
