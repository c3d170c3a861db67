import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import { actorOf, type InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { notice } from '../../db/schema/notices';
import { endUnsaid } from '../end-unsaid';
import { ofNotice } from '../look-again';
import { lockLetter } from './letter-rows';

/**
 * A person decides that a written letter does not leave, because it was paid meanwhile for instance: it
 * told nobody anything, the step is over for this invoice, and what it claimed is void.
 * @throws not_found, reason_required, conflict when it was posted or withheld already
 */
export async function withholdLetter(
	unit: Unit<InsideScope>,
	{ letterId, reason }: { letterId: string; reason: string }
): Promise<void> {
	if (!reason) throw new AppError('reason_required', {}, 'reason');
	const { id, noticeId, customerId, postedOn, status } = await lockLetter(unit, letterId);
	if (postedOn || status !== 'done') throw new AppError('conflict');
	const [row] = await unit.tx
		.select({ content: notice.content, step: notice.stepKey })
		.from(notice)
		.where(ofNotice(unit, noticeId));
	await endUnsaid(unit, noticeId, {
		from: ['done'],
		why: reason,
		content: { ...row!.content, note: reason, by: actorOf(unit.scope).name }
	});
	await record(
		unit,
		'notice.skipped',
		{ kind: 'notice', id: noticeId, customerId },
		{ step: row!.step, note: reason }
	);
	await record(unit, 'letter.withheld', { kind: 'letter', id, customerId }, { noticeId, reason });
}
