import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { promise } from '../db/schema/promises';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { madePromises, type MadePromise } from './made-promises';
import { promiseTerms } from './queries';

export const ofPromise = (unit: Unit<InsideScope>, promiseId: string) =>
	and(eq(promise.organisationId, unit.scope.organisationId), eq(promise.id, promiseId));

/** Nobody decides it meanwhile, and a message that is being claimed has left or sees what follows. */
export async function lockPromise(
	unit: Unit<InsideScope>,
	promiseId: string
): Promise<MadePromise> {
	const [row] = await unit.tx
		.select({ customerId: promise.customerId })
		.from(promise)
		.where(ofPromise(unit, promiseId));
	if (!row) throw new AppError('not_found');
	await lockInvoicesOf(unit, row.customerId);
	await unit.tx
		.select({ id: promise.id })
		.from(promise)
		.where(ofPromise(unit, promiseId))
		.for(HELD);
	const [made] = await madePromises(unit, { promiseId }, await promiseTerms(unit));
	if (!made) throw new AppError('not_found');
	return made;
}
