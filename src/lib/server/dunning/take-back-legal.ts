import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { SKIPPED, TAKEN_BACK } from './history';
import { legalStagesOf } from './legal-queries';
import { lockNotices, type NoticeRow } from './lock-notices';
import { ofNotice } from './look-again';

/**
 * The file comes back from the lawyers: the scenario goes on from where it stood before. Nobody is asked
 * about the hand-over again the next morning: it may come again after its usual delay, and until then
 * that invoice does not hold back the others.
 * @throws explanation_required, not_found, conflict when it is not with the lawyers (any more)
 */
export async function takeBackLegal(
	unit: Unit<InsideScope>,
	customerId: string,
	reason: string
): Promise<void> {
	await customerById(unit, customerId);
	if (!reason.trim()) throw new AppError('explanation_required', {}, 'takeBackReason');
	const handedOver = await legalStagesOf(unit, customerId);
	const held = await lockNotices(
		unit,
		handedOver.map(({ noticeId }) => noticeId)
	);
	// Two people at once, or a notice that is being claimed: one after the other.
	await lockInvoicesOf(unit, customerId);
	const stages = await legalStagesOf(unit, customerId);
	if (stages.length === 0) throw new AppError('conflict');
	for (const { noticeId } of stages) await takeBack(unit, held.get(noticeId), reason.trim());
}

/** One that was handed over while we waited is not held, and was not meant. */
async function takeBack(
	unit: Unit<InsideScope>,
	row: NoticeRow | undefined,
	reason: string
): Promise<void> {
	if (!row) throw new AppError('conflict');
	const takenBack = { by: actorOf(unit.scope).name, on: unit.today, reason };
	await unit.tx
		.update(notice)
		.set({
			status: 'cancelled',
			reasons: [SKIPPED, TAKEN_BACK],
			content: { ...row.content, takenBack },
			closedAt: unit.now,
			closedOn: unit.today
		})
		.where(ofNotice(unit, row.id));
	const { id, customerId } = row;
	await record(unit, 'notice.taken_back', { kind: 'notice', id, customerId }, { reason });
}
