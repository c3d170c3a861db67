import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { dayToCallAgain, wasReached, type CallOutcome } from '$lib/domain/dunning/call-outcome';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { call } from '../db/schema/notices';
import { workingCalendarOf } from '../settings/queries';
import { finish, waitingNotice } from './confirm-notice';
import { noticeOf } from './notice-queries';

export interface CallMade {
	noticeId: string;
	outcome: CallOutcome;
	note: string;
	/** Day to try again when nobody answered; null = the next working day. */
	againOn: LocalDate | null;
}

/**
 * What came of a call. Whoever was spoken to has been told today, and the task is over; a call nobody
 * answered, or that reached a stranger, told nobody: the task stays.
 * @throws not_found, conflict when the notice is no call or no longer waits, date_in_past
 */
export async function recordCall(
	unit: Unit<InsideScope>,
	{ noticeId, outcome, note, againOn: asked }: CallMade
): Promise<void> {
	const row = await waitingNotice(unit, noticeId);
	const { legal } = await noticeOf(unit, noticeId);
	if (row.channel !== 'call' || legal) throw new AppError('conflict');
	if (asked && asked < unit.today) throw new AppError('date_in_past', {}, 'againOn');
	const calendar = await workingCalendarOf(unit);
	const againOn = dayToCallAgain(outcome, asked, { today: unit.today, calendar });
	await unit.tx.insert(call).values({
		organisationId: unit.scope.organisationId,
		id: uuidv7(),
		noticeId,
		outcome,
		note,
		againOn,
		at: unit.now,
		by: actorOf(unit.scope).name
	});
	if (wasReached(outcome)) await finish(unit, row, note);
	await record(
		unit,
		'notice.called',
		{ kind: 'notice', id: row.id, customerId: row.customerId },
		{ step: row.stepKey, outcome, againOn, note }
	);
}
