import { decide } from '$lib/domain/dunning/decide';
import type { LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
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
	/** `run`: what was decided on that day; `rule`: what today's facts say about it. */
	source: 'run' | 'rule';
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
		today: on < unit.today ? unit.today : on,
		minuteOfDay: null
	});
	if (!customer) throw new AppError('not_found');
	const recorded = on < unit.today ? await decisionOn(unit, customerId, on) : null;
	return {
		on,
		decision: recorded ?? decide({ ...customer.facts, today: on }),
		source: recorded ? 'run' : 'rule',
		next: nextContact(customer.facts),
		notices: await noticesOfCustomer(unit, customerId)
	};
}
