import { AppError } from '$lib/domain/errors';
import { actorOf, type InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { fromJson } from './decision-json';
import { spokenOnIn } from './end-call';
import type { NoticeRow } from './lock-notices';
import { followLeader, lookAgain, ofNotice } from './look-again';
import { noticeContent, type NoticeContent } from './notice-content';
import { editIdIn } from './notice-edits';
import { noticeOf } from './notice-queries';
import { wordsOnPaper } from './words-of';
import { writeLetter } from './write-letter';

/** Printed, and put into an envelope. */
export const POSTED: ReadonlySet<NoticeRow['channel']> = new Set(['letter', 'registered_letter']);

/** A call was made, a letter is written, a file is handed over: said on this day. */
export async function finish(unit: Unit<InsideScope>, row: NoticeRow, note: string): Promise<void> {
	const said = await contentOf(unit, row);
	const content = said && POSTED.has(row.channel) ? await written(unit, row, said) : said;
	await unit.tx
		.update(notice)
		.set({
			status: 'done',
			content: { ...content, note, by: actorOf(unit.scope).name },
			closedAt: unit.now,
			closedOn: spokenOnIn(row) ?? unit.today
		})
		.where(ofNotice(unit, row.id));
}

/**
 * What is demanded in writing, or handed over, is what is true at this moment, with the invoices
 * locked. Of a call that was made, what was on the task when the facts have changed since.
 * @throws notice_overtaken when the facts do not call for it any more: paid, disputed, promised, held
 */
async function contentOf(unit: Unit<InsideScope>, row: NoticeRow) {
	await lockInvoicesOf(unit, row.customerId);
	const look = await lookAgain(unit, row, null);
	if (!look || look.verdict.kind === 'wrong') {
		if (row.channel === 'call' && !(await isHandOver(unit, row))) return row.content;
		throw new AppError('notice_overtaken');
	}
	// A closed day does not make a sum wrong: the letter waits for the post, not for us.
	const { customer, decision } = look.planned;
	if (!(await followLeader(unit, row, look.planned))) throw new AppError('notice_overtaken');
	return noticeContent(customer, { ...addressOf(row), ...decision }, unit.today);
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
	await writeLetter(unit, row, fromJson<NoticeContent>(content));
	return content;
}
