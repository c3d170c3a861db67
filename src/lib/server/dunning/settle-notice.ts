import { and, notInArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/dunning';
import { ofNotice } from './look-again';

type MailStatus = Extract<NoticeStatus, 'planned' | 'sent' | 'unknown' | 'failed' | 'cancelled'>;

/** What became of its mail. What was said stays said, and what was called off stays called off. */
export async function settleNotice(
	unit: Unit<InsideScope>,
	noticeId: string,
	status: MailStatus
): Promise<void> {
	const open = status === 'planned';
	await unit.tx
		.update(notice)
		.set({ status, closedAt: open ? null : unit.now, closedOn: open ? null : unit.today })
		.where(and(ofNotice(unit, noticeId), notInArray(notice.status, ['sent', 'done', 'cancelled'])));
}
