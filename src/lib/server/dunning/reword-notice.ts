import { uuidv7 } from 'uuidv7';
import { SUBJECT_LIMIT } from '$lib/domain/dunning/check-template';
import { joinWords } from '$lib/domain/dunning/edited-words';
import type { TemplateWords } from '$lib/domain/dunning/template';
import { parseTemplateText } from '$lib/domain/dunning/template-tags';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice, noticeEdit } from '../db/schema/notices';
import { letterNow, totalsIn } from './letter-now';
import { lockNotice, type NoticeRow } from './lock-notices';
import { lookAgain, ofNotice } from './look-again';
import { noticeContent } from './notice-content';
import { editsOf } from './notice-edits';

/** What is said on the telephone is nobody's text, and a text message has a length of its own. */
const WRITTEN: ReadonlySet<NoticeRow['channel']> = new Set([
	'email',
	'letter',
	'registered_letter'
]);

/** Until it is taken to be sent or done, what a notice says may be said in other words; a letter is written at its confirmation. */
export const mayBeReworded = ({
	channel,
	status,
	content
}: Pick<NoticeRow, 'channel' | 'status'> & { content: object | null }): boolean =>
	(WRITTEN.has(channel) && status === 'to_confirm') ||
	(channel === 'email' && status === 'planned' && !(content && 'claimedAt' in content));

interface Rewording {
	noticeId: string;
	/** The edit whose words were on the screen; empty when there was none. */
	seen: string;
	/** Null: back to the words of the template. */
	words: TemplateWords | null;
}

/**
 * Other words for one notice; what they were before stays readable.
 * @throws not_found, conflict when it left or somebody else wrote meanwhile, required, tag_unknown
 */
export async function rewordNotice(
	unit: Unit<InsideScope>,
	{ noticeId, seen, words }: Rewording
): Promise<void> {
	const row = await lockNotice(unit, noticeId);
	if (!mayBeReworded(row)) throw new AppError('conflict', {}, 'left');
	const [last] = await editsOf(unit, noticeId);
	if ((last?.id ?? '') !== seen) throw new AppError('conflict', {}, 'words');
	if (words) checkWords(words);
	const id = await keep(unit, noticeId, words);
	await unit.tx
		.update(notice)
		.set({ content: await contentWith(unit, row, words && id) })
		.where(ofNotice(unit, noticeId));
	await record(
		unit,
		words ? 'notice.reworded' : 'notice.words_restored',
		{ kind: 'notice', id: row.id, customerId: row.customerId },
		{ step: row.stepKey, edit: id }
	);
}

function checkWords(words: TemplateWords): void {
	for (const field of ['subject', 'body'] as const)
		if (!words[field].trim()) throw new AppError('required', { field }, field);
	if (words.subject.length > SUBJECT_LIMIT)
		throw new AppError('invalid_input', { field: 'subject' }, 'subject');
	for (const field of ['subject', 'body', 'closing'] as const)
		for (const part of parseTemplateText(words[field]))
			if (part.kind === 'unknown') throw new AppError('tag_unknown', { tag: part.written }, field);
}

async function keep(
	unit: Unit<InsideScope>,
	noticeId: string,
	words: TemplateWords | null
): Promise<string> {
	const id = uuidv7();
	await unit.tx.insert(noticeEdit).values({
		organisationId: unit.scope.organisationId,
		id,
		noticeId,
		subject: words?.subject ?? '',
		body: words ? joinWords(words) : '',
		at: unit.now,
		by: actorOf(unit.scope).name
	});
	return id;
}

/** With the facts its author had before him: whether they changed since is told by comparing. */
async function contentWith(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	editId: string | null
): Promise<Record<string, unknown>> {
	const look = await lookAgain(unit, row, null);
	// The day it began to wait stays what it was.
	const kept = { on: row.content?.on ?? unit.today, editId };
	if (look?.verdict.kind !== 'right') return { ...row.content, ...kept };
	const { customer, decision } = look.planned;
	const saidTotals =
		row.channel === 'email' ? [] : totalsIn(await letterNow(unit, row, look.planned));
	return { ...noticeContent(customer, decision, unit.today), ...kept, saidTotals };
}
