import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import { decideOn, MOST_DAYS_AHEAD } from '$lib/domain/dunning/forecast';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { customersWithOpenInvoices } from '../invoices/dunning-facts';
import { factsFor, type CustomerFacts, type FactsWanted } from './facts';

export interface PlannedCustomer {
	customer: CustomerFacts;
	decision: Decision;
}

/** What a run would decide for everybody; nothing is written. */
export async function planDunning(
	unit: Unit<InsideScope>,
	wanted: FactsWanted = {}
): Promise<PlannedCustomer[]> {
	const planned: PlannedCustomer[] = [];
	const ids = wanted.customerIds ?? (await customersWithOpenInvoices(unit));
	// Customers read at once: bounded memory and short queries, whatever the size of the ledger.
	for (const customerIds of chunks(ids))
		planned.push(...(await decideFor(unit, { ...wanted, customerIds })));
	return planned;
}

/** Of a day to come: what the forecast says of it, the days between lived. @throws day_too_far */
export async function decideFor(
	unit: Unit<InsideScope>,
	{ today: on = unit.today, ...wanted }: FactsWanted
): Promise<PlannedCustomer[]> {
	refuseTooFar(unit, on);
	const { minuteOfDay: _whatever, ...atThisHour } = wanted;
	// What today still does is behind a day to come: the clock says what that is.
	return (await factsFor(unit, on > unit.today ? atThisHour : wanted)).map((customer) => ({
		customer,
		decision: decideOn(on, customer.facts)
	}));
}

/** @throws day_too_far */
export function refuseTooFar({ today }: Unit<InsideScope>, on: LocalDate): void {
	if (on > addDays(today, MOST_DAYS_AHEAD))
		throw new AppError('day_too_far', { days: String(MOST_DAYS_AHEAD) }, 'on');
}
