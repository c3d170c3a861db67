import { and, asc, desc, eq, gte, inArray, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { PortalScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { accountMessage } from '../db/schema/account-messages';
import { customer, hold } from '../db/schema/customers';
import { inForceOn, type Hold } from './queries';

export async function customerOf(unit: Unit<Scope>, customerId: string) {
	const [row] = await unit.tx
		.select({ name: customer.name, code: customer.code, address: customer.address })
		.from(customer)
		.where(
			and(eq(customer.organisationId, unit.scope.organisationId), eq(customer.id, customerId))
		);
	if (!row) throw new AppError('not_found');
	return row;
}

/** When the holder last said that somebody else is to be written to; null once a colleague has answered. */
export async function wrongPersonToldAt(unit: Unit<PortalScope>): Promise<Date | null> {
	const [row] = await unit.tx
		.select({ at: accountMessage.at })
		.from(accountMessage)
		.where(
			and(
				eq(accountMessage.organisationId, unit.scope.organisationId),
				eq(accountMessage.customerId, unit.scope.customerId),
				eq(accountMessage.byEmail, unit.scope.holder.email),
				eq(accountMessage.kind, 'wrong_person'),
				isNull(accountMessage.handledAt)
			)
		)
		.orderBy(desc(accountMessage.at))
		.limit(1);
	return row?.at ?? null;
}

/** Pauses in force today, the first ones first. */
export const holdsOf = (unit: Unit<Scope>, customerId: string) => holdsAmong(unit, [customerId]);

/** The same of several customers. */
export const holdsAmong = (unit: Unit<Scope>, customerIds: readonly string[]) =>
	unit.tx
		.select({
			invoiceId: hold.invoiceId,
			kind: hold.kind,
			amountMinor: hold.amountMinor,
			untilOn: hold.untilOn
		})
		.from(hold)
		.where(and(inForceOn(unit, unit.today), oneOf(hold.customerId, customerIds)))
		.orderBy(asc(hold.createdAt), asc(hold.id));

/** When the copy of this invoice left, the oldest first. */
export const copiesSentOf = (unit: Unit<PortalScope>, invoiceId: string) =>
	unit.tx
		.select({ at: hold.createdAt })
		.from(hold)
		.where(
			and(
				eq(hold.organisationId, unit.scope.organisationId),
				eq(hold.customerId, unit.scope.customerId),
				eq(hold.invoiceId, invoiceId),
				eq(hold.kind, 'invoice_copy_sent')
			)
		)
		.orderBy(asc(hold.createdAt));

/** Pauses of one kind that began since then, on these invoices, the oldest first. */
export const pausesSince = (
	unit: Unit<PortalScope>,
	of: { invoiceIds: readonly string[]; kind: Hold['kind']; since: Date }
) =>
	unit.tx
		.select({
			invoiceId: hold.invoiceId,
			paymentClaimId: hold.paymentClaimId,
			amountMinor: hold.amountMinor,
			createdAt: hold.createdAt
		})
		.from(hold)
		.where(
			and(
				eq(hold.organisationId, unit.scope.organisationId),
				eq(hold.customerId, unit.scope.customerId),
				inArray(hold.invoiceId, [...of.invoiceIds]),
				eq(hold.kind, of.kind),
				gte(hold.createdAt, of.since)
			)
		)
		.orderBy(asc(hold.createdAt), asc(hold.id));
