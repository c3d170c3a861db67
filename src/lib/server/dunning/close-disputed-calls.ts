import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disagreementsOf } from './disagreements';
import { endCall } from './end-call';
import { lockNotices } from './lock-notices';

/**
 * What the customer contested on the phone is recorded now, by whichever colleague: the calls he said it
 * in are done, as they were made. In the transaction of the dispute, and locked before its invoices. A
 * dispute that comes from the customer's own page or from a file holds no call: the engine closes it
 * (call-off-stale.ts).
 * @returns to be called once it is recorded
 */
export async function closeDisputedCalls(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<() => Promise<void>> {
	const said = (await disagreementsOf(unit, [customerId]))(customerId).filter(
		({ status }) => status === 'to_confirm'
	);
	const held = await lockNotices(
		unit,
		said.map(({ noticeId }) => noticeId)
	);
	return async () => {
		for (const { noticeId, note, by } of said) {
			const row = held.get(noticeId);
			if (row) await endCall(unit, row, 'disputes', { note, by });
		}
	};
}
