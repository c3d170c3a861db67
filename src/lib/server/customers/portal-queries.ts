import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customer, hold } from '../db/schema/customers';
import { inForceOn } from './queries';

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

export const customerNameOf = async (unit: Unit<Scope>, customerId: string): Promise<string> =>
	(await customerOf(unit, customerId)).name;

/** Pauses in force today. */
export const holdsOf = (unit: Unit<Scope>, customerId: string) =>
	unit.tx
		.select({ invoiceId: hold.invoiceId, kind: hold.kind, untilOn: hold.untilOn })
		.from(hold)
		.where(and(inForceOn(unit, unit.today), eq(hold.customerId, customerId)))
		.orderBy(asc(hold.createdAt), asc(hold.id));
