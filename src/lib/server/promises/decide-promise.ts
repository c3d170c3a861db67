import { AppError } from '$lib/domain/errors';
import { formatDay } from '$lib/i18n/format';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { lockPromise, ofPromise } from './lock-promise';

export interface PromiseDecision {
	promiseId: string;
	verdict: 'approved' | 'refused';
	/** A refusal says why. */
	note: string;
}

/** A promise beyond the policy: approved it holds from now on, refused the reminders go on. */
export async function decidePromise(
	unit: Unit<InsideScope>,
	{ promiseId, verdict, note }: PromiseDecision
): Promise<void> {
	const { row, standing, graceEnd } = await lockPromise(unit, promiseId);
	if (standing !== 'to_decide') throw new AppError('conflict');
	// It would be broken the moment it is approved, and answered one step higher: nobody meant that.
	if (verdict === 'approved' && unit.today > graceEnd)
		throw new AppError('promise_day_over', { day: formatDay(row.dueOn) }, 'verdict');
	if (verdict === 'refused' && !note) throw new AppError('explanation_required', {}, 'note');
	await unit.tx
		.update(promise)
		.set({
			verdict,
			decidedAt: unit.now,
			decidedBy: actorOf(unit.scope).name,
			decisionNote: note
		})
		.where(ofPromise(unit, promiseId));
	await record(
		unit,
		`promise.${verdict}`,
		{ kind: 'promise', id: promiseId, customerId: row.customerId },
		{ note, beyond: row.beyond }
	);
}
