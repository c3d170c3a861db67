import { uuidv7 } from 'uuidv7';
import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import {
	closesTask,
	dayToCallAgain,
	wasReached,
	workedInstead,
	type CallOutcome
} from '$lib/domain/dunning/call-outcome';
import { AppError } from '$lib/domain/errors';
import { formatDay } from '$lib/i18n/format';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import { contactsToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { call, notice } from '../db/schema/notices';
import { workingCalendarOf } from '../settings/queries';
import { finishCall } from './finish-call';
import { waitingNotice, type NoticeRow } from './lock-notices';
import { ofNotice } from './look-again';
import { noticeOf } from './notice-queries';

export interface CallMade {
	noticeId: string;
	outcome: CallOutcome;
	note: string;
	/** Day to try again when nobody answered; null = the next working day. */
	againOn: LocalDate | null;
	/** It was noted about the customer, and not recorded for the task. */
	customerNoteId?: string;
}

/**
 * What came of a call. Whoever was spoken to has been told today, and the task is over; a call nobody
 * answered, or that reached a stranger, told nobody: the task stays. A promise, or a dispute, is not made by
 * saying so: it was a contact, and the task stays until it is recorded (close-promised-calls.ts,
 * close-disputed-calls.ts).
 * @throws not_found, conflict when the notice is no call or no longer waits, date_in_past, call_day_closed
 */
export async function recordCall(
	unit: Unit<InsideScope>,
	{ noticeId, outcome, note, againOn: asked, customerNoteId }: CallMade
): Promise<void> {
	const row = await waitingNotice(unit, noticeId);
	const { legal } = await noticeOf(unit, noticeId);
	if (row.channel !== 'call' || legal) throw new AppError('conflict');
	if (asked && asked < unit.today) throw new AppError('date_in_past', {}, 'againOn');
	const calendar = await workingCalendarOf(unit);
	if (asked && outcome === 'no_answer') refuseClosedDay(asked, calendar);
	const againOn = dayToCallAgain(outcome, asked, { today: unit.today, calendar });
	await unit.tx.insert(call).values({
		organisationId: unit.scope.organisationId,
		id: uuidv7(),
		noticeId,
		outcome,
		note,
		againOn,
		...(customerNoteId && { customerNoteId }),
		at: unit.now,
		by: actorOf(unit.scope).name
	});
	if (wasReached(outcome)) await told(unit, row, { outcome, note });
	if (outcome === 'wrong_number') await keepNumber(unit, row);
	await record(
		unit,
		'notice.called',
		{ kind: 'notice', id: row.id, customerId: row.customerId },
		{ step: row.stepKey, outcome, againOn, note }
	);
}

/** The day of the conversation is kept: whoever closes the task later told nobody anything then. */
async function told(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	{ outcome, note }: Pick<CallMade, 'outcome' | 'note'>
): Promise<void> {
	if (closesTask(outcome)) return finishCall(unit, row, note, unit.today);
	const content = { ...row.content, spokenOn: unit.today };
	await unit.tx.update(notice).set({ content }).where(ofNotice(unit, row.id));
}

/** Whether it was corrected since is told by comparing. */
async function keepNumber(unit: Unit<InsideScope>, row: NoticeRow): Promise<void> {
	const contacts = await contactsToDun(unit, [row.customerId]);
	const contactPhone = contacts.find(({ contactId }) => contactId === row.contactId)?.phone;
	if (!contactPhone) return;
	const content = { ...row.content, contactPhone };
	await unit.tx.update(notice).set({ content }).where(ofNotice(unit, row.id));
}

function refuseClosedDay(asked: LocalDate, calendar: WorkingCalendar): void {
	const instead = workedInstead(asked, calendar);
	if (instead)
		throw new AppError(
			'call_day_closed',
			{ day: formatDay(asked), instead: formatDay(instead) },
			'againOn'
		);
}
