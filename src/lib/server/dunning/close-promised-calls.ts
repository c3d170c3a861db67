import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lastCallsWaiting } from './call-queries';
import { finish, waitingNotice } from './confirm-notice';

/**
 * What the customer promised on the phone is recorded now, by whoever and wherever: the call it was said
 * in is done. In the transaction of the promise.
 */
export async function closePromisedCalls(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<void> {
	for (const { noticeId, note, outcome } of await lastCallsWaiting(unit, customerId)) {
		if (outcome !== 'promised') continue;
		await finish(unit, await waitingNotice(unit, noticeId), note);
		await record(unit, 'notice.promise_recorded', { kind: 'notice', id: noticeId, customerId });
	}
}
