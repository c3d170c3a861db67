import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { madePromises, type MadePromise, type PromiseReader } from './made-promises';
import { promiseTerms } from './queries';

/** One payment of a plan; a promise of one payment is a plan of one. */
export type MadePart = MadePromise;

/** A promise with the other payments of its plan, the first day first. @throws not_found */
export async function planOf(
	unit: Unit<PromiseReader>,
	promiseId: string
): Promise<readonly MadePart[]> {
	const ids = await idsOfPlan(unit, promiseId);
	const terms = await promiseTerms(unit);
	const parts: MadePart[] = [];
	for (const id of ids) parts.push(...(await madePromises(unit, { promiseId: id }, terms)));
	if (parts.length === 0) throw new AppError('not_found');
	return parts;
}

export async function idsOfPlan(unit: Unit<PromiseReader>, promiseId: string): Promise<string[]> {
	const [row] = await unit.tx
		.select({ id: promise.id, planId: promise.planId })
		.from(promise)
		.where(and(ofUnit(unit), eq(promise.id, promiseId)));
	if (!row?.planId) return row ? [row.id] : [];
	const rows = await unit.tx
		.select({ id: promise.id })
		.from(promise)
		.where(and(ofUnit(unit), eq(promise.planId, row.planId)))
		.orderBy(asc(promise.dueOn), asc(promise.id));
	return rows.map(({ id }) => id);
}

/** A link sees its own customer: the database would hide the others too. */
const ofUnit = ({ scope }: Unit<PromiseReader>) =>
	and(
		eq(promise.organisationId, scope.organisationId),
		scope.audience === 'portal' ? eq(promise.customerId, scope.customerId) : undefined
	);
