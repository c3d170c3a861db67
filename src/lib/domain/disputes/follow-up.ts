import {
	addDays,
	isWorkingDay,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '../calendar';

export const FOLLOW_UPS = ['moved', 'due_soon', 'overdue', 'manager'] as const;
/**
 * A reminder before the day, one after it, then one that goes to the head of the team as well; `moved` asks
 * whoever answers now: a substitute, or he himself once he is back.
 */
export type FollowUpKind = (typeof FOLLOW_UPS)[number];

/** A step that was taken, with the day he was to answer by then. */
export interface FollowUp {
	readonly kind: FollowUpKind;
	readonly on: LocalDate;
	readonly dueOn: LocalDate;
}

/** Whoever was asked, with the day he answers by as it stands now. */
export interface AskedBy {
	/** The last day on which he could not answer yet: asked that day, told what he had asked back, waited for others. */
	readonly since: LocalDate;
	readonly dueOn: LocalDate;
	/** Somebody else answers than was told last. */
	readonly hasMoved?: boolean;
}

/** Working days after the step before. */
export const FIRST_TO_MANAGER = 2;
const AGAIN_TO_MANAGER = 5;
/** After two months everybody who could be told has been. */
const MOST_TO_MANAGER = 8;
/** What was due longer ago, in working days, and never chased is seen on the desk, not begun with. */
export const LATE_TO_BEGIN = 20;

/**
 * The step that is due today for a question nobody answered; null when none is, and on days off. Each follows from
 * the one before, so that after an outage none is made up for, and nobody's manager hears of it before he was
 * reminded himself. A day that has moved begins anew, and so does whoever could not answer meanwhile.
 */
export function followUpOn(
	asked: AskedBy,
	taken: readonly FollowUp[],
	today: LocalDate,
	calendar: WorkingCalendar
): FollowUpKind | null {
	if (!isWorkingDay(today, calendar) || today <= asked.since) return null;
	if (taken.some(({ on }) => on >= today)) return null;
	if (isPassedOn(asked, taken, today, calendar)) return 'moved';
	const told = toldAnew(asked, taken);
	const ofDay = taken.filter(({ kind, dueOn }) => kind !== 'moved' && dueOn === asked.dueOn);
	if (today > asked.dueOn) return onceLate(told, ofDay, today, calendar);
	return isDueSoon(told, ofDay, today, calendar) ? 'due_soon' : null;
}

/** Somebody else answers now, of whatever is not long past: said once, on any day. */
export const isPassedOn = (
	asked: AskedBy,
	taken: readonly FollowUp[],
	today: LocalDate,
	calendar: WorkingCalendar
): boolean => Boolean(asked.hasMoved) && !isForgotten(asked, taken, today, calendar);

/** Whoever was told last could not answer before he was: what another one let go by does not count against him. */
function toldAnew(asked: AskedBy, taken: readonly FollowUp[]): AskedBy {
	const moved = taken.findLast(({ kind }) => kind === 'moved');
	return moved && moved.on > asked.since ? { ...asked, since: moved.on } : asked;
}

const isForgotten = (
	{ since, dueOn }: AskedBy,
	taken: readonly FollowUp[],
	today: LocalDate,
	calendar: WorkingCalendar
): boolean =>
	taken.length === 0 &&
	workingDaysBetween(since > dueOn ? since : dueOn, today, calendar) > LATE_TO_BEGIN;

const isDueSoon = (
	{ since, dueOn }: AskedBy,
	ofDay: readonly FollowUp[],
	today: LocalDate,
	calendar: WorkingCalendar
): boolean => {
	const before = workedBefore(dueOn, calendar);
	return ofDay.length === 0 && before > since && today >= before;
};

function onceLate(
	{ since, dueOn }: AskedBy,
	ofDay: readonly FollowUp[],
	today: LocalDate,
	calendar: WorkingCalendar
): FollowUpKind | null {
	const late = ofDay.filter(({ kind, on }) => kind !== 'due_soon' && on > since);
	const last = late.at(-1);
	const workedSince = (day: LocalDate) => workingDaysBetween(day, today, calendar);
	if (!last) return workedSince(since > dueOn ? since : dueOn) > LATE_TO_BEGIN ? null : 'overdue';
	if (late.length > MOST_TO_MANAGER) return null;
	return workedSince(last.on) >= (last.kind === 'overdue' ? FIRST_TO_MANAGER : AGAIN_TO_MANAGER)
		? 'manager'
		: null;
}

function workedBefore(day: LocalDate, calendar: WorkingCalendar): LocalDate {
	let before = addDays(day, -1);
	for (let i = 0; i < 366 && !isWorkingDay(before, calendar); i++) before = addDays(before, -1);
	return before;
}
