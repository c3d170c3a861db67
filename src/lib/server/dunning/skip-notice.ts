import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { waitingNotice } from './lock-notices';
import { SKIPPED } from './history';
import { ofNotice } from './look-again';

/**
 * Somebody says no: this step is over for this invoice, the next one will come.
 * @throws skip_reason_required, not_found, conflict when it no longer waits
 */
export async function skipNotice(
	unit: Unit<InsideScope>,
	noticeId: string,
	note: string
): Promise<void> {
	if (!note.trim()) throw new AppError('skip_reason_required', {}, 'note');
	const row = await waitingNotice(unit, noticeId);
	await unit.tx
		.update(notice)
		.set({
			status: 'cancelled',
			reasons: [SKIPPED],
			content: { ...row.content, note, by: actorOf(unit.scope).name },
			closedAt: unit.now,
			closedOn: unit.today
		})
		.where(ofNotice(unit, noticeId));
	await record(
		unit,
		'notice.skipped',
		{ kind: 'notice', id: row.id, customerId: row.customerId },
		{ step: row.stepKey, note }
	);
}
