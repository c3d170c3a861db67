import type { LocalDate } from '$lib/domain/calendar';
import { isPostable } from '$lib/domain/credits/residual';
import { AppError, type ErrorCode } from '$lib/domain/errors';
import { formatDay, formatMoney } from '$lib/i18n/format';
import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockDispute } from '../disputes/lock-dispute';
import { bookBeforeClosing } from '../disputes/book-credit';
import { keptOpen } from '../disputes/kept-open';
import { resolveDispute } from '../disputes/resolve-dispute';
import { lastIssuedOn } from '../invoices/issued-on';
import { refuseCredit } from './fail-credit';
import type { PostedAs } from './mark-posted';
import { lockRequest } from './lock-requests';
import { residualLimitOf } from './residuals';
import { caseOfRequest, type CreditRequest } from './queries';

export interface PostedCredit extends PostedAs {
	requestId: string;
	amountMinor: bigint;
}

/**
 * The accounting system made the credit note: what was granted is settled and the case closes, unless something
 * else is left to do. Said twice, it is done once. More than the granted amount is refused: nobody signed it; so is less,
 * unless it is by no more than the house calls a small remainder.
 * @returns what keeps the case open all the same; null: it is closed
 * @throws credit_amount_differs, date_invalid, credit_note_before_invoice, credit_posted, credit_withdrawn
 */
export async function postCredit(
	unit: Unit<DeskScope>,
	answer: PostedCredit
): Promise<ErrorCode | null> {
	const disputeId = await caseOfRequest(unit, answer.requestId);
	// Cases are held before what is theirs.
	await lockDispute(unit, disputeId);
	const request = await lockRequest(unit, answer.requestId);
	const keptOpenBy = await keptOpen(unit, disputeId);
	if (isSaidAlready(request, answer)) return keptOpenBy;
	refuseCredit(request, 'post');
	if (answer.on > unit.today) throw new AppError('date_invalid', {}, 'on');
	const { amountMinor, currency } = request;
	const granted = money(amountMinor, currency);
	if (!isPostable(granted, answer.amountMinor, await residualLimitOf(unit)))
		throw new AppError('credit_amount_differs', { amount: formatMoney(granted) }, 'amount');
	await refuseDayBefore(unit, request, answer.on);
	const { number, on } = answer;
	const lessMinor = answer.amountMinor === amountMinor ? undefined : answer.amountMinor;
	if (keptOpenBy) await bookBeforeClosing(unit, disputeId, { number, on, lessMinor });
	else
		await resolveDispute(unit, {
			disputeId,
			creditNoteNumber: number,
			creditNoteOn: on,
			lessMinor
		});
	return keptOpenBy;
}

/** The number alone is not enough: under it something else may be said now. */
const isSaidAlready = (request: CreditRequest, answer: PostedCredit): boolean =>
	request.postedAt !== null &&
	request.creditNoteNumber === answer.number &&
	request.creditNoteOn === answer.on &&
	(request.postedMinor ?? request.amountMinor) === answer.amountMinor;

/** What gives back is written after what it gives back on. */
async function refuseDayBefore(
	unit: Unit<DeskScope>,
	{ parts }: CreditRequest,
	on: LocalDate
): Promise<void> {
	const issuedOn = await lastIssuedOn(
		unit,
		parts.map(({ invoiceId }) => invoiceId)
	);
	if (issuedOn && on < issuedOn)
		throw new AppError('credit_note_before_invoice', { date: formatDay(issuedOn) }, 'on');
}
