import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { madePromises } from '../promises/made-promises';
import { promiseTerms } from '../promises/queries';
import { lastCallsWaiting } from './call-queries';
import { finish, waitingNotice } from './confirm-notice';

/**
 * The customer promised on the phone, and the promise is recorded now: the call is done.
 * @returns how many calls that ended; none without a promise since
 */
export async function closePromisedCalls(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<number> {
	const calls = (await lastCallsWaiting(unit)).filter(
		(call) => call.customerId === customerId && call.outcome === 'promised'
	);
	if (calls.length === 0) return 0;
	const made = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	const kept = calls.filter(({ at }) => made.some(({ row }) => row.madeAt >= at));
	for (const { noticeId, note } of kept) {
		await finish(unit, await waitingNotice(unit, noticeId), note);
		await record(unit, 'notice.promise_recorded', { kind: 'notice', id: noticeId, customerId });
	}
	return kept.length;
}
