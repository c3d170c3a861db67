import { eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery } from '../db/schema/delivery';
import { heldWhere } from './lock-deliveries';
import { wakeDelivery } from './wake';

/** What held the mails of these notices is gone: they need not wait until they would have asked again. */
export async function wakeHeld(
	unit: Unit<InsideScope>,
	noticeIds: readonly string[]
): Promise<void> {
	for (const part of chunks(noticeIds))
		await unit.tx
			.update(delivery)
			.set({ nextAttemptAt: unit.now })
			.where(heldWhere(unit, eq(delivery.status, 'planned'), oneOf(delivery.noticeId, part)));
	unit.afterCommit(wakeDelivery);
}
