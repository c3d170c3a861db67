import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf } from '../auth/scope';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { lockPromise, ofPromises } from './lock-promise';
import type { PromiseReader } from './made-promises';
import type { MadePart } from './plan-queries';

/** Taken back: the reminders go on as if it had not been made, and it is remembered for a while. Of a plan, what lies ahead. @returns what was taken back now */
export async function withdrawPromise(
	unit: Unit<PromiseReader>,
	promiseId: string,
	note: string
): Promise<MadePart[]> {
	const parts = await lockPromise(unit, promiseId);
	const waiting = parts.filter(({ standing }) => standing === 'open' || standing === 'to_decide');
	if (waiting.length === 0) {
		// Sent twice, the answer of the first lost on its way: it is done.
		if (parts.some(({ standing }) => standing === 'withdrawn')) return [];
		throw new AppError('conflict');
	}
	const ids = waiting.map(({ row }) => row.id);
	await unit.tx
		.update(promise)
		.set({ withdrawnAt: unit.now, withdrawnBy: actorOf(unit.scope).name })
		.where(ofPromises(unit, ids));
	for (const { row } of waiting)
		await record(
			unit,
			'promise.withdrawn',
			{ kind: 'promise', id: row.id, customerId: row.customerId },
			{ note }
		);
	return waiting;
}
