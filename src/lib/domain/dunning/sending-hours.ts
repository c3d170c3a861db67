/** Minutes since midnight for the organisation; the last one is no longer inside. */
export interface SendingHours {
	readonly fromMinute: number;
	readonly untilMinute: number;
}

const DAY = 1440;

/**
 * Whether the same hours of two clocks ever meet: at some minute both show one inside. Where they
 * never do, whoever waits for it waits for ever.
 */
export function everMeet({ fromMinute, untilMinute }: SendingHours, minutesAhead: number): boolean {
	const length = untilMinute - fromMinute;
	const ahead = inDay(minutesAhead);
	return ahead < length || DAY - ahead < length;
}

export type HoursState = 'before' | 'open' | 'over';

export function hoursState(
	{ fromMinute, untilMinute }: SendingHours,
	minuteOfDay: number
): HoursState {
	if (minuteOfDay < fromMinute) return 'before';
	return minuteOfDay < untilMinute ? 'open' : 'over';
}

/**
 * What another clock shows at the first moment from now on, until ours close today, at which both are inside; where
 * there is none left, what it shows at the earliest moment ours are open.
 */
export function nextInside(
	{ fromMinute, untilMinute }: SendingHours,
	{ ours, theirs }: { ours: number; theirs: number }
): number {
	const start = Math.max(ours, fromMinute);
	const shown = inDay(theirs + start - ours);
	const isInside = fromMinute <= shown && shown < untilMinute;
	const wait = isInside ? 0 : inDay(fromMinute - shown);
	return start + wait < untilMinute ? inDay(shown + wait) : shown;
}

const inDay = (minute: number): number => ((minute % DAY) + DAY) % DAY;
