import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lastCallsWaiting } from './call-queries';
import { endCall } from './end-call';
import { lockNotices } from './lock-notices';

/**
 * What the customer promised on the phone is recorded now, by whoever and wherever: the call it was said
 * in is done, as it was made, and a call never stands in the way of a promise. In the transaction of the promise, and locked before it, as whoever confirms such a call does.
 * @returns to be called once it is made
 */
export async function closePromisedCalls(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<() => Promise<void>> {
	const calls = (await lastCallsWaiting(unit, customerId)).filter(
		({ outcome }) => outcome === 'promised'
	);
	const held = await lockNotices(
		unit,
		calls.map(({ noticeId }) => noticeId)
	);
	return async () => {
		for (const { noticeId, note, by } of calls) {
			const row = held.get(noticeId);
			if (row) await endCall(unit, row, 'promised', { note, by });
		}
	};
}
