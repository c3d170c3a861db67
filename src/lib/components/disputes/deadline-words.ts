import type { Standing } from '$lib/domain/disputes/case-deadlines';
import type { TimeLeft } from '$lib/domain/disputes/deadlines';
import type { LocalDate } from '$lib/domain/calendar';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

interface Shown {
	standing: Standing;
	dueOn: LocalDate;
	endedOn?: LocalDate | null;
	left: TimeLeft;
}

/** How a deadline stands, in words. */
export function leftWords({ standing, dueOn, endedOn, left }: Shown): string {
	if (standing === 'paused') return m.desk_left_paused();
	if (endedOn)
		return standing === 'kept'
			? m.desk_deadline_kept({ date: formatDay(endedOn) })
			: m.desk_deadline_missed({ date: formatDay(endedOn), due: formatDay(dueOn) });
	return timeLeftWords(left);
}

/** Working days, and on the last of them the hours the house still works. */
export function timeLeftWords({ late, daysLate, daysLeft, hoursLeft }: TimeLeft): string {
	if (late) return daysLate <= 1 ? m.desk_left_late_one() : m.desk_left_late({ days: daysLate });
	if (daysLeft > 1) return m.desk_left_days({ days: daysLeft });
	if (daysLeft === 1) return m.desk_left_day();
	return hoursLeft === undefined ? m.desk_left_today() : hoursLeftWords(hoursLeft);
}

const hoursLeftWords = (hours: number): string => {
	if (hours > 1) return m.desk_left_hours({ hours });
	return hours === 1 ? m.desk_left_hour() : m.desk_left_last_hour();
};
