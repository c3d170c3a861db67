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
	const ahead = ((minutesAhead % DAY) + DAY) % DAY;
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
