import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { oneOf } from '../db/one-of';
import { promise } from '../db/schema/promises';
import { lockInvoices } from '../invoices/lock-invoices';
import type { PromiseReader } from './made-promises';
import { idsOfPlan, planOf, type MadePart } from './plan-queries';

export const ofPromises = (unit: Unit<PromiseReader>, ids: readonly string[]) =>
	and(eq(promise.organisationId, unit.scope.organisationId), oneOf(promise.id, ids));

/**
 * Nobody decides it meanwhile, and a message that is being claimed has left or sees what follows.
 * @returns the payments of its plan, the first day first
 */
export async function lockPromise(
	unit: Unit<PromiseReader>,
	promiseId: string
): Promise<readonly [MadePart, ...MadePart[]]> {
	const ids = await idsOfPlan(unit, promiseId);
	const [row] = await unit.tx
		.select({ customerId: promise.customerId })
		.from(promise)
		.where(ofPromises(unit, ids))
		.limit(1);
	if (!row) throw new AppError('not_found');
	await lockInvoices(unit, { customerId: row.customerId });
	await unit.tx
		.select({ id: promise.id })
		.from(promise)
		.where(ofPromises(unit, ids))
		.orderBy(asc(promise.id))
		.for(HELD);
	const [first, ...others] = await planOf(unit, promiseId);
	return [first!, ...others];
}
