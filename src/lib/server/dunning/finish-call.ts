import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { spokenOnIn } from './end-call';
import type { NoticeRow } from './lock-notices';
import { lookAgain, ofNotice } from './look-again';
import { noticeContent } from './notice-content';
import { addressOf } from './finish-notice';
import { noticeToday } from './notice-today';

/**
 * A call was made, on this day. Whatever the facts say now, it was about the invoice it was made for:
 * it never passes to another one, and is never refused.
 */
export async function finishCall(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	note: string,
	spokenOn = spokenOnIn(row) ?? unit.today
): Promise<void> {
	const content = await contentOf(unit, row);
	await unit.tx
		.update(notice)
		.set({
			status: 'done',
			content: { ...content, spokenOn, note, by: actorOf(unit.scope).name },
			closedAt: unit.now,
			closedOn: spokenOn
		})
		.where(ofNotice(unit, row.id));
}

/** As whoever called read it: of today as long as it is still about this invoice, else as it was planned. */
async function contentOf(unit: Unit<InsideScope>, row: NoticeRow) {
	const { planned } = noticeToday(row, (await lookAgain(unit, row, null))?.planned);
	if (planned?.decision.leaderInvoiceId !== row.leaderInvoiceId) return row.content;
	const { customer, decision } = planned;
	return noticeContent(customer, { ...addressOf(row), ...decision }, unit.today);
}
