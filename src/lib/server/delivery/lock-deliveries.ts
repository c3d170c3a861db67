import { and, asc, eq, inArray, lte, sql, type SQL } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { oneOf } from '../db/one-of';
import { delivery } from '../db/schema/delivery';
import type { Delivery } from './queries';

/**
 * For whoever hears something of it: what becomes of it meanwhile waits until that is written.
 * @throws not_found
 */
export async function lockDelivery(unit: Unit<InsideScope>, deliveryId: string): Promise<Delivery> {
	const [row] = await unit.tx
		.select()
		.from(delivery)
		.where(ours(unit, eq(delivery.id, deliveryId)))
		.for(HELD);
	if (!row) throw new AppError('not_found');
	return row;
}

/**
 * For a decision about it: neither gone nor on its way.
 * @throws not_found, conflict
 */
export async function lockOpenDelivery(
	unit: Unit<InsideScope>,
	deliveryId: string
): Promise<Delivery> {
	const row = await lockDelivery(unit, deliveryId);
	if (!['planned', 'retry', 'unknown', 'failed'].includes(row.status))
		throw new AppError('conflict');
	return row;
}

/** Those of them that are due and that nobody else has in hand. */
export const lockDue = (unit: Unit<SystemScope>, ids: readonly string[]): Promise<Delivery[]> =>
	unit.tx
		.select()
		.from(delivery)
		.where(
			ours(
				unit,
				oneOf(delivery.id, ids),
				inArray(delivery.status, ['planned', 'retry']),
				lte(delivery.nextAttemptAt, unit.now)
			)
		)
		.orderBy(asc(delivery.nextAttemptAt), asc(delivery.id))
		.for(HELD, { skipLocked: true });

/** When nobody knows whether it left, and no person or other replica is quicker. */
export async function lockUncertain(
	unit: Unit<SystemScope>,
	deliveryId: string
): Promise<Delivery | undefined> {
	const [row] = await unit.tx
		.select()
		.from(delivery)
		.where(ours(unit, eq(delivery.id, deliveryId), eq(delivery.status, 'unknown')))
		.for(HELD, { skipLocked: true });
	return row;
}

/** Of many that are written at once: everybody takes them in the order of their ids. */
export const heldWhere = (
	unit: Unit<InsideScope>,
	...which: (SQL | undefined)[]
): SQL | undefined =>
	ours(
		unit,
		sql`${delivery.id} in ${unit.tx
			.select({ id: delivery.id })
			.from(delivery)
			.where(ours(unit, ...which))
			.orderBy(asc(delivery.id))
			.for(HELD)}`
	);

const ours = (unit: Unit<InsideScope>, ...which: (SQL | undefined)[]) =>
	and(eq(delivery.organisationId, unit.scope.organisationId), ...which);
