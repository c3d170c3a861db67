import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import {
	DECISION_REASONS,
	type Decision,
	type DecisionReasonCode
} from '$lib/domain/dunning/decision';

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

/** The day the address asks for. One that does not exist is said, not taken for today. */
export function dayIn({ searchParams }: URL): { on?: LocalDate; noSuchDay?: string } {
	const text = searchParams.get('on');
	if (!text) return {};
	const on = parseLocalDate(text);
	return on ? { on } : { noSuchDay: text.slice(0, 20) };
}
