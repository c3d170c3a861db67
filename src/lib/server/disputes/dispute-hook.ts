import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';

/**
 * Asked before the invoices of a dispute are locked, because what else is locked for it comes first
 * (docs/decisions/lock-order.md). @returns what is done once it is recorded
 */
type Waiting = (unit: Unit<InsideScope>, customerId: string) => Promise<() => Promise<void>>;

let waiting: Waiting | undefined;

/** Disputes know no dunning: whoever waits for one that a colleague writes down is told in its transaction. */
export const onLoggedDispute = (handler: Waiting): void => {
	waiting = handler;
};

export const prepareDispute: Waiting = async (unit, customerId) =>
	(await waiting?.(unit, customerId)) ?? (async () => {});
