import { decide } from '$lib/domain/dunning/decide';
import { daysBetween, type LocalDate } from '$lib/domain/calendar';
import type { Decision, DunningFacts } from '$lib/domain/dunning/decision';
import { factsOn, forecast } from '$lib/domain/dunning/forecast';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { factsFor } from './facts';
import { nextContact } from './next-contact';
import { noticesOfCustomer } from './notice-queries';
import { decisionOn } from './queries';

export interface WhyCustomer {
	on: LocalDate;
	decision: Decision;
	/** `run`: what was decided on that day; `rule`: what today's facts say about it; `forecast`: a day to come. */
	source: 'run' | 'rule' | 'forecast';
	/** When nothing changes until then. */
	next: { on: LocalDate; decision: Decision } | null;
	notices: Awaited<ReturnType<typeof noticesOfCustomer>>;
}

/** Why this customer was, or was not, or will be written to on a day. */
export async function whyCustomer(
	unit: Unit<InsideScope>,
	customerId: string,
	on = unit.today
): Promise<WhyCustomer> {
	const [customer] = await factsFor(unit, {
		customerIds: [customerId],
		today: unit.today,
		minuteOfDay: null
	});
	if (!customer) throw new AppError('not_found');
	const recorded = on < unit.today ? await decisionOn(unit, customerId, on) : null;
	return {
		on,
		decision: recorded ?? decisionFor(on, customer.facts),
		source: on > unit.today ? 'forecast' : recorded ? 'run' : 'rule',
		next: nextContact(customer.facts),
		notices: await noticesOfCustomer(unit, customerId)
	};
}

/** Nobody plans further: a day beyond is decided as if nothing came before it. */
const MOST_DAYS = 92;

/** A day to come has the steps of the days before it behind it. */
function decisionFor(on: LocalDate, facts: DunningFacts): Decision {
	const ahead = daysBetween(facts.today, on);
	if (ahead <= 0 || ahead > MOST_DAYS) return decide({ ...facts, today: on });
	return decide(factsOn(on, facts, forecast(facts, ahead).steps));
}
