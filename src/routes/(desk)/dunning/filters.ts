import { addDays, parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import {
	DECISION_REASONS,
	type Decision,
	type DecisionReasonCode
} from '$lib/domain/dunning/decision';
import { MOST_DAYS_AHEAD } from '$lib/domain/dunning/forecast';

const OUTCOMES: readonly Decision['outcome'][] = ['send', 'confirm', 'task', 'nothing'];

export interface Filters {
	outcome?: Decision['outcome'];
	reason?: DecisionReasonCode;
	page: number;
}

/** What the address asks for; anything unknown in it is as if it were not there. */
export function filtersIn({ searchParams }: URL): Filters {
	const outcome = OUTCOMES.find((each) => each === searchParams.get('outcome'));
	const reason = DECISION_REASONS.find((each) => each === searchParams.get('reason'));
	const page = Number(searchParams.get('page'));
	return {
		...(outcome && { outcome }),
		...(reason && { reason }),
		page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
	};
}

/** A day nobody can be shown: it does not exist, or lies further ahead than anybody plans. */
export interface DayRefused {
	why: 'unknown' | 'far';
	/** As it was asked for. */
	day: string;
}

/** The day the address asks for. One that cannot be shown is said, not taken for today. */
export function dayIn(
	{ searchParams }: URL,
	today: LocalDate
): { on?: LocalDate; refused?: DayRefused } {
	const text = searchParams.get('on');
	if (!text) return {};
	const on = parseLocalDate(text);
	if (!on) return { refused: { why: 'unknown', day: text.slice(0, 20) } };
	return on > addDays(today, MOST_DAYS_AHEAD) ? { refused: { why: 'far', day: on } } : { on };
}
