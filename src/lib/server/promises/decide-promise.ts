import { AppError } from '$lib/domain/errors';
import { isLapsedOn } from '$lib/domain/promises/standing';
import { formatDay } from '$lib/i18n/format';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { lockPromise, ofPromises } from './lock-promise';
import { keepStillFree } from './still-free';
import { tellOfDecision } from './tell-of-decision';
import { promisedIn } from './promise-said';

export interface PromiseDecision {
	promiseId: string;
	verdict: 'approved' | 'refused';
	/** A refusal says why. */
	note: string;
}

/** A promise beyond the policy: approved it holds what is still free from now on, refused the reminders go on. A plan is decided as one. */
export async function decidePromise(
	unit: Unit<InsideScope>,
	{ promiseId, verdict, note }: PromiseDecision
): Promise<void> {
	const parts = await lockPromise(unit, promiseId);
	const [{ row, standing, graceEnd }] = parts;
	if (standing !== 'to_decide') throw new AppError('conflict');
	// It would be broken the moment it is approved, and answered one step higher: nobody meant that.
	if (verdict === 'approved' && isLapsedOn(graceEnd, unit.today))
		throw new AppError('promise_day_over', { day: formatDay(row.dueOn) }, 'verdict');
	if (verdict === 'refused' && !note) throw new AppError('explanation_required', {}, 'note');
	const agreed = verdict === 'approved' ? await keepStillFree(unit, parts) : parts;
	const ids = parts.map((part) => part.row.id);
	await unit.tx
		.update(promise)
		.set({
			verdict,
			decidedAt: unit.now,
			decidedBy: actorOf(unit.scope).name,
			decisionNote: note
		})
		.where(ofPromises(unit, ids));
	for (const id of ids)
		await record(
			unit,
			`promise.${verdict}`,
			{ kind: 'promise', id, customerId: row.customerId },
			{ note, beyond: row.beyond, ...(agreed !== parts && { agreed: promisedIn(agreed) }) }
		);
	await tellOfDecision(unit, agreed, { verdict, note });
}
