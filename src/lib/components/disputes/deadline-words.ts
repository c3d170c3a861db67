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
	if (left.late)
		return left.daysLate <= 1 ? m.desk_left_late_one() : m.desk_left_late({ days: left.daysLate });
	if (left.daysLeft === 0) return m.desk_left_today();
	return left.daysLeft === 1 ? m.desk_left_day() : m.desk_left_days({ days: left.daysLeft });
}
