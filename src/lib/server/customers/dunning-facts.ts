import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { contact, customer, hold } from '../db/schema/customers';
import { dayBefore } from './hold-zone';
import { inForceOn } from './queries';

/** The next customers in the order of their ids, whether they owe something or not. */
export async function customersAfter(
	unit: Unit<InsideScope>,
	{ after, limit }: { after?: string | undefined; limit: number }
): Promise<string[]> {
	const rows = await unit.tx
		.select({ id: customer.id })
		.from(customer)
		.where(
			and(
				eq(customer.organisationId, unit.scope.organisationId),
				after ? gt(customer.id, after) : undefined
			)
		)
		.orderBy(asc(customer.id))
		.limit(limit);
	return rows.map(({ id }) => id);
}

export const customersToDun = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({
			customerId: customer.id,
			code: customer.code,
			name: customer.name,
			language: customer.language,
			country: customer.country,
			customerGroup: customer.customerGroup,
			directDebit: customer.directDebit,
			collectorId: customer.collectorId
		})
		.from(customer)
		.where(
			and(eq(customer.organisationId, unit.scope.organisationId), oneOf(customer.id, customerIds))
		)
		.orderBy(asc(customer.id));

export const contactsToDun = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({
			customerId: contact.customerId,
			contactId: contact.id,
			name: contact.name,
			email: contact.email,
			phone: contact.phone,
			role: contact.role,
			language: contact.language,
			timeZone: contact.timeZone,
			bouncedAt: contact.bouncedAt
		})
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				oneOf(contact.customerId, customerIds),
				isNull(contact.removedAt)
			)
		)
		.orderBy(asc(contact.createdAt), asc(contact.id));

/** Pauses nobody released and whose last day may not be over on `on`: somewhere it is a day earlier. */
export const holdsToDun = (
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	on: LocalDate
) =>
	unit.tx
		.select({
			customerId: hold.customerId,
			invoiceId: hold.invoiceId,
			contactId: hold.contactId,
			amountMinor: hold.amountMinor,
			kind: hold.kind,
			reason: hold.reason,
			untilOn: hold.untilOn
		})
		.from(hold)
		.where(and(inForceOn(unit, dayBefore(on)), oneOf(hold.customerId, customerIds)))
		.orderBy(asc(hold.createdAt), asc(hold.id));

/** Every pause there ever was of these customers or of one of their invoices; not of a single contact. */
export const holdsOver = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({
			customerId: hold.customerId,
			invoiceId: hold.invoiceId,
			amountMinor: hold.amountMinor,
			since: hold.createdAt,
			releasedAt: hold.releasedAt,
			untilOn: hold.untilOn
		})
		.from(hold)
		.where(
			and(
				eq(hold.organisationId, unit.scope.organisationId),
				oneOf(hold.customerId, customerIds),
				isNull(hold.contactId)
			)
		);
