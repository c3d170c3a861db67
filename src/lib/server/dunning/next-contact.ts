import { addDays, type LocalDate } from '$lib/domain/calendar';
import { decide } from '$lib/domain/dunning/decide';
import type { Decision, DunningFacts } from '$lib/domain/dunning/decision';

const HORIZON_DAYS = 60;

/** The next day something leaves for this customer when nothing changes until then. */
export function nextContact(facts: DunningFacts): { on: LocalDate; decision: Decision } | null {
	for (let ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
		const on = addDays(facts.today, ahead);
		const decision = decide({ ...facts, today: on, minuteOfDay: undefined });
		if (decision.outcome !== 'nothing') return { on, decision };
	}
	return null;
}
