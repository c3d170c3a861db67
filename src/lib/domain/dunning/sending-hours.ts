/** Minutes since midnight for the organisation; the last one is no longer inside. */
export interface SendingHours {
	readonly fromMinute: number;
	readonly untilMinute: number;
}

export type HoursState = 'before' | 'open' | 'over';

export function hoursState(
	{ fromMinute, untilMinute }: SendingHours,
	minuteOfDay: number
): HoursState {
	if (minuteOfDay < fromMinute) return 'before';
	return minuteOfDay < untilMinute ? 'open' : 'over';
}
