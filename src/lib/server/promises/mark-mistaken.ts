import { mayBeMistake } from '$lib/domain/promises/taken-back';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { lockPromise, ofPromises } from './lock-promise';
import type { MadePart } from './plan-queries';

/**
 * A colleague says that it was written down, or taken back, by mistake: it neither holds reminders nor
 * counts against the customer, broken or not. Of a plan, all that is not kept.
 * @throws not_found, conflict when the customer himself promised it or it was kept
 */
export async function markMistaken(
	unit: Unit<InsideScope>,
	promiseId: string,
	note: string
): Promise<void> {
	const parts = await lockPromise(unit, promiseId);
	const mistaken = parts.filter(isOpenToIt);
	if (mistaken.length === 0) {
		// Sent twice, the answer of the first lost on its way: it is done.
		if (parts.some(({ row }) => row.withdrawnBecause === 'by_mistake')) return;
		throw new AppError('conflict');
	}
	for (const part of mistaken) await mark(unit, part, note);
}

const isOpenToIt = ({ standing, row }: MadePart): boolean =>
	mayBeMistake({
		standing,
		isByCustomer: row.source === 'portal',
		because: row.withdrawnBecause
	});

/** Who took it back, and when, stays as it was. */
async function mark(unit: Unit<InsideScope>, { row }: MadePart, note: string): Promise<void> {
	await unit.tx
		.update(promise)
		.set({
			withdrawnAt: row.withdrawnAt ?? unit.now,
			withdrawnBy: row.withdrawnBy ?? actorOf(unit.scope).name,
			withdrawnBecause: 'by_mistake'
		})
		.where(ofPromises(unit, [row.id]));
	await record(
		unit,
		'promise.mistaken',
		{ kind: 'promise', id: row.id, customerId: row.customerId },
		{ note }
	);
}
