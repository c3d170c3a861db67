import { AppError, type ErrorCode } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { log } from '../log';
import { confirmNotice } from './confirm-notice';
import { waitingNotice } from './lock-notices';
import { lookAgain } from './look-again';
import { noticesWhere } from './notice-queries';
import { countIn, queueIds, type QueueFilter } from './review-filter';
import { skipNotice } from './skip-notice';

/** Pressed once, no more than somebody waits for; the rest is pressed again. */
export const MOST_AT_ONCE = 200;

export interface ReviewOrder {
	verb: 'confirm' | 'skip';
	/** Those somebody ticked, or a whole filter of which he saw the number. */
	chosen: { noticeIds: string[] } | { filter: QueueFilter; seen: number };
	note: string;
}

export interface NotReviewed {
	noticeId: string;
	customerName: string;
	/** What stood in its way: a refusal, or reasons of today's facts. */
	code: ErrorCode | null;
	reasons: string[];
}

/**
 * Yes or no to many at once, each in a transaction of its own: what is refused leaves the others alone.
 * @throws skip_reason_required, queue_changed
 */
export async function reviewNotices(scope: DeskScope, { verb, chosen, note }: ReviewOrder) {
	if (verb === 'skip' && !note) throw new AppError('skip_reason_required', {}, 'note');
	const { rows, left } = await unitOfWork(scope, (unit) => chosenRows(unit, chosen));
	const refused: NotReviewed[] = [];
	for (const row of rows) {
		const said = await reviewOne(scope, row, verb, note);
		if (said) refused.push({ noticeId: row.noticeId, customerName: row.customerName, ...said });
	}
	return { verb, done: rows.length - refused.length, refused, left };
}

async function chosenRows(unit: Unit<DeskScope>, chosen: ReviewOrder['chosen']) {
	const whole = 'filter' in chosen;
	if (whole && (await countIn(unit, chosen.filter)) !== chosen.seen)
		throw new AppError('queue_changed');
	const ids = whole ? await queueIds(unit, chosen.filter, MOST_AT_ONCE) : chosen.noticeIds;
	const rows = ids.length ? await noticesWhere(unit, oneOf(notice.id, ids)) : [];
	const order = new Map(ids.map((id, at) => [id, at]));
	return {
		rows: rows
			.map(({ noticeId, customerName, legal }) => ({ noticeId, customerName, legal }))
			.sort((a, b) => order.get(a.noticeId)! - order.get(b.noticeId)!),
		left: whole ? chosen.seen - rows.length : 0
	};
}

type Refused = Pick<NotReviewed, 'code' | 'reasons'>;

async function reviewOne(
	scope: DeskScope,
	row: { noticeId: string; legal: boolean },
	verb: ReviewOrder['verb'],
	note: string
): Promise<Refused | null> {
	try {
		return await unitOfWork(scope, (unit) =>
			verb === 'skip' ? skip(unit, row.noticeId, note) : confirm(unit, row, note)
		);
	} catch (thrown) {
		if (thrown instanceof AppError) return { code: thrown.code, reasons: [] };
		log('error', 'review.failed', { noticeId: row.noticeId, error: thrown });
		return { code: 'unavailable', reasons: [] };
	}
}

async function skip(unit: Unit<DeskScope>, noticeId: string, note: string): Promise<null> {
	await skipNotice(unit, noticeId, note);
	return null;
}

/** A call has an outcome and a hand-over is hard to take back: neither is ticked away in a list. */
async function confirm(
	unit: Unit<DeskScope>,
	{ noticeId, legal }: { noticeId: string; legal: boolean },
	note: string
): Promise<Refused | null> {
	const row = await waitingNotice(unit, noticeId);
	if (legal || row.channel === 'call') throw new AppError('one_at_a_time');
	const look = await lookAgain(unit, row, null);
	if (!look) return { code: null, reasons: ['settled'] };
	if (look.verdict.kind === 'wrong') return { code: null, reasons: look.verdict.reasons };
	if (look.verdict.kind === 'wait' && look.verdict.held)
		return { code: null, reasons: [look.verdict.held.code] };
	await confirmNotice(unit, noticeId, { note });
	return null;
}
