import type { LocalDate } from '$lib/domain/calendar';
import type { HoursState } from '$lib/domain/dunning/sending-hours';
import { formatDay, formatMinute } from './format';
import { m } from './paraglide/messages';

export interface HoursTold {
	fromMinute: number;
	untilMinute: number;
	/** Null for another day than today. */
	now: HoursState | null;
	workingDay: boolean;
	nextOn: LocalDate;
}

/** When the messages of a day leave, as one sentence. */
export function sendingHoursWords({
	fromMinute,
	untilMinute,
	now,
	workingDay,
	nextOn
}: HoursTold): string {
	const from = formatMinute(fromMinute);
	const until = formatMinute(untilMinute);
	const day = formatDay(nextOn);
	if (!workingDay) return m.dunning_hours_closed({ day });
	if (now === 'before') return m.dunning_hours_before({ from, until });
	if (now === 'open') return m.dunning_hours_open({ until });
	if (now === 'over') return m.dunning_hours_over({ from, until, day });
	return m.dunning_hours_on({ from, until });
}
