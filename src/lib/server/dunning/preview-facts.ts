import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { accountFactsOf } from './notice-content';
import { decideFor } from './plan-dunning';
import { responsibleOf } from './responsible';

/** What a message would list for this customer today, whatever its scenario says; undefined when it owes nothing. */
export async function accountFactsOfCustomer(unit: Unit<InsideScope>, customerId: string) {
	const [planned] = await decideFor(unit, { customerIds: [customerId], minuteOfDay: null });
	if (!planned?.decision.items.length) return undefined;
	const { customer, decision } = planned;
	return {
		...accountFactsOf(customer, {
			...decision,
			contactId: decision.contactId ?? customer.contacts[0]?.contactId ?? ''
		}),
		collector: undefined,
		...(await responsibleOf(unit, customerId))
	};
}
