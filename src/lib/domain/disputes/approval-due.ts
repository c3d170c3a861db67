import { addWorkingDays, type LocalDate, type WorkingCalendar } from '../calendar';

/** Working days in which a level signs, or its question is answered. */
export const APPROVAL_DAYS = 2;

export interface AskedToSign {
	/** The day somebody was asked last: at first, after a level that signed, after an answer. */
	readonly askedOn: LocalDate;
	/** The day its customer counts on; null: nobody owes him an answer now. */
	readonly promisedOn: LocalDate | null;
	/** Of an offer: the last day on which its customer may accept it. */
	readonly validUntil?: LocalDate | null;
}

export interface ApprovalDue {
	dueOn: LocalDate;
	/** What brought that day about. */
	because: 'usual' | 'promised' | 'offer' | 'missed';
	/** The day its customer was promised, where it is over before anybody can sign. */
	promisedOn?: LocalDate;
}

/**
 * By when it is signed: within the usual days, sooner where a customer counts on it, never before the next worked day;
 * and an offer not after its own last day.
 */
export function approvalDue(asked: AskedToSign, calendar: WorkingCalendar): ApprovalDue {
	const due = dueToAnswer(asked, calendar);
	const { validUntil, askedOn } = asked;
	if (!validUntil || validUntil >= due.dueOn) return due;
	return { dueOn: validUntil > askedOn ? validUntil : askedOn, because: 'offer' };
}

function dueToAnswer({ askedOn, promisedOn }: AskedToSign, calendar: WorkingCalendar): ApprovalDue {
	const usual = addWorkingDays(askedOn, APPROVAL_DAYS, calendar);
	if (!promisedOn || promisedOn >= usual) return { dueOn: usual, because: 'usual' };
	const next = addWorkingDays(askedOn, 1, calendar);
	return promisedOn < next
		? { dueOn: next, because: 'missed', promisedOn }
		: { dueOn: promisedOn, because: 'promised' };
}
