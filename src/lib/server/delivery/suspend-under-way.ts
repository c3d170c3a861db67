import { inArray } from 'drizzle-orm';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { heldWhere } from './lock-deliveries';
import { tellNotice } from './notice-hook';
import { witnessDueAt } from './witness/settings';

/** What an attempt that a restoration cut in two is told with; never tried again by itself. */
export const RESTORED = 'delivery.restored';

/** Mails that were under way in the backup may have arrived since: each goes to a person, or to the witness. @returns how many */
export async function suspendUnderWay(unit: Unit<SystemScope>): Promise<number> {
	const rows = await unit.tx
		.update(delivery)
		.set({
			status: 'unknown',
			response: 'restored',
			leaseUntil: null,
			beginUntil: null,
			nextAttemptAt: witnessDueAt(unit.now)
		})
		.where(heldWhere(unit, inArray(delivery.status, ['claimed', 'retry', 'unknown'])))
		.returning({
			id: delivery.id,
			noticeId: delivery.noticeId,
			customerId: delivery.customerId,
			mail: delivery.mail
		});
	for (const { id, noticeId, customerId, mail } of rows) {
		await tellNotice(unit, noticeId, 'unknown');
		await record(unit, RESTORED, { kind: 'delivery', id, customerId }, { mail });
	}
	return rows.length;
}
