import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { lockPromise, ofPromise } from './lock-promise';

/** Taken back, or written down by mistake: the reminders go on as if it had not been made. */
export async function withdrawPromise(
	unit: Unit<InsideScope>,
	promiseId: string,
	note: string
): Promise<void> {
	const { row, standing } = await lockPromise(unit, promiseId);
	if (standing !== 'open' && standing !== 'to_decide') throw new AppError('conflict');
	await unit.tx
		.update(promise)
		.set({ withdrawnAt: unit.now, withdrawnBy: actorOf(unit.scope).name })
		.where(ofPromise(unit, promiseId));
	await record(
		unit,
		'promise.withdrawn',
		{ kind: 'promise', id: promiseId, customerId: row.customerId },
		{ note }
	);
}
