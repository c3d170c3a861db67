import { and, eq, isNull, notInArray } from 'drizzle-orm';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { letter } from '../db/schema/letters';
import type { Way } from '../delivery/channels/message';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { endUnsaid } from './end-unsaid';
import { ofNotice } from './look-again';

type MailStatus = Extract<NoticeStatus, 'planned' | 'sent' | 'unknown' | 'failed' | 'cancelled'>;

/**
 * What became of its mail. What was said stays said; what was called off while its mail was on the
 * wire was said all the same, or may have been. Otherwise it stays called off. `way`: it took, when
 * whoever tells it knows.
 */
export async function settleNotice(
	unit: Unit<InsideScope>,
	noticeId: string,
	status: MailStatus,
	way?: Way
): Promise<void> {
	if (status === 'cancelled') return giveUp(unit, noticeId);
	if (status === 'sent' && (way ?? 'post') === 'post') await markPosted(unit, noticeId);
	const open = status === 'planned';
	await unit.tx
		.update(notice)
		.set({ status, closedAt: open ? null : unit.now, closedOn: open ? null : unit.today })
		.where(and(ofNotice(unit, noticeId), notInArray(notice.status, FINAL[status])));
}

/** A letter the provider took is in the post; a mail has none. */
const markPosted = (unit: Unit<InsideScope>, noticeId: string) =>
	unit.tx
		.update(letter)
		.set({ postedOn: unit.today, postedBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(letter.organisationId, unit.scope.organisationId),
				eq(letter.noticeId, noticeId),
				isNull(letter.postedOn)
			)
		);

const FINAL: Record<Exclude<MailStatus, 'cancelled'>, NoticeStatus[]> = {
	sent: ['sent', 'done'],
	unknown: ['sent', 'done'],
	planned: ['sent', 'done', 'cancelled'],
	failed: ['sent', 'done', 'cancelled']
};

/**
 * A person decided that the mail does not leave: the step is over for this invoice, like one that was
 * skipped. A mail that may have arrived stays uncertain, so that it still counts as a contact.
 */
async function giveUp(unit: Unit<InsideScope>, noticeId: string): Promise<void> {
	await endUnsaid(unit, noticeId, { from: ['planned', 'to_confirm', 'failed'] });
}
