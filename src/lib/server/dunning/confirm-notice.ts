import { hasLeft } from '$lib/domain/dunning/formal-notice';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import { contactsToDun, customersToDun } from '../customers/dunning-facts';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { channelsWithProvider, type ProviderChannel } from '../delivery/providers/queries';
import { fromJson } from './decision-json';
import { spokenOnIn } from './end-call';
import { formalNoticesFor } from './formal-notices';
import { waitingNotice, type NoticeRow } from './lock-notices';
import { followLeader, lookAgain, ofNotice } from './look-again';
import { mailNotice } from './mail-notice';
import { noticeContent, type NoticeContent } from './notice-content';
import { editIdIn } from './notice-edits';
import { noticeOf } from './notice-queries';
import { outdatedAmounts } from './outdated-words';
import { phoneOf } from './phone-of';
import { wordsOnPaper } from './words-of';
import { writeLetter } from './write-letter';

/**
 * Somebody says yes: an e-mail leaves (after its last look), a call or a letter is done. `sure` = they
 * hand over although no formal notice left.
 * @throws not_found, conflict when it no longer waits, words_outdated, notice_overtaken when a letter or
 * a hand-over is no longer right, not_on_notice
 */
export async function confirmNotice(
	unit: Unit<InsideScope>,
	noticeId: string,
	note = '',
	sure = false
): Promise<void> {
	const row = await waitingNotice(unit, noticeId);
	await refuseOutdated(unit, row);
	if (!sure) await refuseUnannounced(unit, row);
	await (BY_ITSELF.has(row.channel) ? release(unit, row) : carryOut(unit, row, note));
	await record(
		unit,
		'notice.confirmed',
		{ kind: 'notice', id: row.id, customerId: row.customerId },
		{ step: row.stepKey, channel: row.channel, note }
	);
}

/** Leave by themselves once somebody said yes. */
const BY_ITSELF: ReadonlySet<NoticeRow['channel']> = new Set(['email', 'sms']);

/** A call or a letter somebody did; a letter that a provider prints and posts is only written here. */
async function carryOut(unit: Unit<InsideScope>, row: NoticeRow, note: string): Promise<void> {
	const isPosted = POSTED.has(row.channel) && (await hasProvider(unit, row.channel));
	await finish(unit, row, note);
	if (isPosted) await release(unit, row);
}

const hasProvider = async (unit: Unit<InsideScope>, channel: NoticeRow['channel']) =>
	(await channelsWithProvider(unit)).has(channel as ProviderChannel);

/** Rewritten words that name an amount of yesterday are read again before they leave. */
async function refuseOutdated(unit: Unit<InsideScope>, row: NoticeRow): Promise<void> {
	if (!editIdIn(row.content)) return;
	const look = await lookAgain(unit, row, null);
	if (look?.verdict.kind !== 'right') return;
	const amounts = await outdatedAmounts(unit, row, look.planned);
	if (amounts.length) throw new AppError('words_outdated', { amounts: amounts.join(', ') });
}

/** Nobody is handed over by mistake who was never put on notice. */
async function refuseUnannounced(unit: Unit<InsideScope>, row: NoticeRow): Promise<void> {
	if (!(await isHandOver(unit, row))) return;
	const formal = (await formalNoticesFor(unit, [row.customerId]))(row);
	if (!hasLeft(formal)) throw new AppError('not_on_notice', {}, 'sure');
}

const isHandOver = async (unit: Unit<InsideScope>, { id }: NoticeRow): Promise<boolean> =>
	(await noticeOf(unit, id)).legal;

async function release(unit: Unit<InsideScope>, row: NoticeRow): Promise<void> {
	const contact = (await contactsToDun(unit, [row.customerId])).find(
		({ contactId }) => contactId === row.contactId
	);
	const [customer] = await customersToDun(unit, [row.customerId]);
	if (!contact || !customer) throw new AppError('conflict');
	await unit.tx
		.update(notice)
		.set({ status: 'planned', closedAt: null, closedOn: null })
		.where(ofNotice(unit, row.id));
	await mailNotice(unit, row, {
		...contact,
		language: contact.language ?? customer.language,
		phone: phoneOf(contact, customer.country)
	});
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

const POSTED: ReadonlySet<NoticeRow['channel']> = new Set(['letter', 'registered_letter']);

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
