import { hasLeft } from '$lib/domain/dunning/formal-notice';
import { AppError } from '$lib/domain/errors';
import { actorOf, type InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { fromJson, toJson } from './decision-json';
import { putOnNotice } from './formal-notices';
import type { NoticeRow } from './lock-notices';
import { followLeader, lookAgain, ofNotice, type SecondLook } from './look-again';
import { noticeContent, type NoticeContent } from './notice-content';
import { editIdIn } from './notice-edits';
import { noticeOf } from './notice-queries';
import { wordsOnPaper } from './words-of';
import { writeLetter } from './write-letter';

/** Printed, and put into an envelope. */
export const POSTED: ReadonlySet<NoticeRow['channel']> = new Set(['letter', 'registered_letter']);

/** A word of whoever says yes. */
export interface Yes {
	note: string;
	/** They hand over although no formal notice left. */
	sure: boolean;
}

/**
 * A letter is written, a file is handed over: said on this day (of a call: finish-call.ts).
 * @throws notice_overtaken, not_on_notice
 */
export async function finish(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	{ note, sure }: Yes
): Promise<void> {
	const said = await contentOf(unit, row, sure);
	const content = POSTED.has(row.channel) ? await written(unit, row, said) : said;
	await unit.tx
		.update(notice)
		.set({
			status: 'done',
			content: { ...content, note, by: actorOf(unit.scope).name },
			closedAt: unit.now,
			closedOn: unit.today
		})
		.where(ofNotice(unit, row.id));
}

/**
 * What is demanded in writing, or handed over, is what is true at this moment, with the invoices locked.
 * @throws notice_overtaken when the facts do not call for it any more: paid, disputed, promised, held
 */
async function contentOf(unit: Unit<InsideScope>, row: NoticeRow, sure: boolean) {
	await lockInvoicesOf(unit, row.customerId);
	const look = await lookAgain(unit, row, null);
	// A closed day does not make a sum wrong: the letter waits for the post, not for us.
	if (!look || look.verdict.kind === 'wrong') throw new AppError('notice_overtaken');
	refuseHeld(look);
	const { customer, decision } = look.planned;
	if (!(await followLeader(unit, row, look.planned))) throw new AppError('notice_overtaken');
	if (!sure) await refuseUnannounced(unit, row, decision.leaderInvoiceId!);
	return noticeContent(customer, { ...addressOf(row), ...decision }, unit.today);
}

/** It waits for somebody else to speak, and stays where it is. @throws payments_stale */
export function refuseHeld(look: SecondLook | undefined): void {
	if (look?.verdict.kind === 'wait' && look.verdict.held) throw new AppError('payments_stale');
}

/** Nobody is handed over by mistake for an invoice they were never put on notice of. */
async function refuseUnannounced(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	leaderInvoiceId: string
): Promise<void> {
	if (!(await isHandOver(unit, row))) return;
	const before = await putOnNotice(unit, [row.customerId]);
	if (!hasLeft(before({ ...row, leaderInvoiceId }).formalNotice))
		throw new AppError('not_on_notice', {}, 'sure');
}

/** On a day that is not worked nobody is chosen: it stays whom it was planned for. */
export const addressOf = ({ contactId, tone }: NoticeRow) => ({
	...(contactId && { contactId }),
	...(tone && { tone })
});

export const isHandOver = async (unit: Unit<InsideScope>, { id }: NoticeRow): Promise<boolean> =>
	(await noticeOf(unit, id)).legal;

/** The letter, with the words in force on the day it is written; kept with what it says. */
async function written(unit: Unit<InsideScope>, row: NoticeRow, said: Record<string, unknown>) {
	const { language, tone } = fromJson<NoticeContent>(said);
	const words = await wordsOnPaper(unit, row, { language, tone });
	const editId = editIdIn(row.content);
	const { address: customerAddress } = await customerById(unit, row.customerId);
	const content = { ...said, customerAddress, ...(words && { words }), ...(editId && { editId }) };
	const letterSums = await writeLetter(unit, row, fromJson<NoticeContent>(content));
	return { ...content, ...toJson({ letterSums }) };
}
