import { decide } from '$lib/domain/dunning/decide';
import type { Decision } from '$lib/domain/dunning/decision';
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

export async function decideFor(
	unit: Unit<InsideScope>,
	wanted: FactsWanted
): Promise<PlannedCustomer[]> {
	return (await factsFor(unit, wanted)).map((customer) => ({
		customer,
		decision: decide(customer.facts)
	}));
}
