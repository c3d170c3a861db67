import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { fromJson } from './decision-json';
import { letterFacts } from './letter-facts';
import { notice } from '../db/schema/notices';
import { lookAgain, ofNotice } from './look-again';
import { noticeContent, type NoticeContent } from './notice-content';
import { addressOf } from './finish-notice';
import { speechOf, wordsOnPaper } from './words-of';

/**
 * The letter as it would be written at this moment, its sums included, marked as a preview on every
 * page; nothing is kept.
 * @throws not_found, conflict when no letter waits, notice_overtaken when the facts do not call for it
 */
export async function draftLetter(unit: Unit<InsideScope>, noticeId: string) {
	const row = await waitingLetter(unit, noticeId);
	const look = await lookAgain(unit, row, null);
	if (!look || look.verdict.kind === 'wrong') throw new AppError('notice_overtaken');
	const { customer } = look.planned;
	const decision = { ...addressOf(row), ...look.planned.decision };
	const words = await wordsOnPaper(unit, row, speechOf({ customer, decision }));
	const content = fromJson<NoticeContent>(noticeContent(customer, decision, unit.today, words));
	const facts = await letterFacts(unit, row, content);
	const { letterPdf } = await import('../pdf/letter/letter');
	const { content: bytes } = await letterPdf({ ...facts, isDraft: true });
	return {
		name: `${facts.reference}-preview.pdf`,
		mime: 'application/pdf',
		content: new Uint8Array(bytes)
	};
}

async function waitingLetter(unit: Unit<InsideScope>, noticeId: string) {
	const [row] = await unit.tx.select().from(notice).where(ofNotice(unit, noticeId));
	if (!row) throw new AppError('not_found');
	if (row.status !== 'to_confirm' || !row.channel.endsWith('letter'))
		throw new AppError('conflict');
	return row;
}
