import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import { contactsToDun, customersToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { channelsWithProvider, type ProviderChannel } from '../delivery/providers/queries';
import { finishCall } from './finish-call';
import { finish, isHandOver, POSTED, refuseHeld, type Yes } from './finish-notice';
import { waitingNotice, type NoticeRow } from './lock-notices';
import { lookAgain, ofNotice } from './look-again';
import { mailNotice } from './mail-notice';
import { editIdIn } from './notice-edits';
import { outdatedAmounts } from './outdated-words';
import { phoneOf } from './phone-of';

/**
 * Somebody says yes: an e-mail leaves (after its last look), a call or a letter is done.
 * @throws not_found, conflict when it no longer waits, words_outdated, payments_stale, notice_overtaken when a letter or
 * a hand-over is no longer right, not_on_notice
 */
export async function confirmNotice(
	unit: Unit<InsideScope>,
	noticeId: string,
	{ note = '', sure = false }: Partial<Yes> = {}
): Promise<void> {
	const row = await waitingNotice(unit, noticeId);
	await refuseUnsure(unit, row);
	await (BY_ITSELF.has(row.channel) ? release(unit, row) : carryOut(unit, row, { note, sure }));
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
async function carryOut(unit: Unit<InsideScope>, row: NoticeRow, yes: Yes): Promise<void> {
	if (row.channel === 'call' && !(await isHandOver(unit, row)))
		return finishCall(unit, row, yes.note);
	const isPosted = POSTED.has(row.channel) && (await hasProvider(unit, row.channel));
	await finish(unit, row, yes);
	if (isPosted) await release(unit, row);
}

const hasProvider = async (unit: Unit<InsideScope>, channel: NoticeRow['channel']) =>
	(await channelsWithProvider(unit)).has(channel as ProviderChannel);

/** Nobody says yes before it is known who paid, nor to rewritten words that name an amount of yesterday. */
async function refuseUnsure(unit: Unit<InsideScope>, row: NoticeRow): Promise<void> {
	// What was said on the telephone was said.
	if (row.channel === 'call' && !(await isHandOver(unit, row))) return;
	const look = await lookAgain(unit, row, null);
	refuseHeld(look);
	if (!editIdIn(row.content) || look?.verdict.kind !== 'right') return;
	const amounts = await outdatedAmounts(unit, row, look.planned);
	if (amounts.length) throw new AppError('words_outdated', { amounts: amounts.join(', ') });
}

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
