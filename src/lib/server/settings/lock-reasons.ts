import { asc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { reason } from '../db/schema/reasons';
import { everyReason, type Reason } from './queries';

/** All of them, in order: nobody else adds, changes or moves one until this transaction ends. */
export async function lockReasons(unit: Unit<InsideScope>): Promise<Reason[]> {
	await unit.tx
		.select({ id: reason.id })
		.from(reason)
		.where(eq(reason.organisationId, unit.scope.organisationId))
		.orderBy(asc(reason.id))
		.for(HELD);
	// Read again behind the lock: somebody may have added one meanwhile.
	return everyReason(unit);
}

/** @throws not_found */
export function reasonAmong(all: readonly Reason[], id: string): Reason {
	const found = all.find((one) => one.id === id);
	if (!found) throw new AppError('not_found');
	return found;
}
