import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';

/**
 * Asked before the invoices of a promise are locked, because what else is locked for it comes first
 * (docs/decisions/lock-order.md). @returns what is done once it is made
 */
type Waiting = (unit: Unit<InsideScope>, customerId: string) => Promise<() => Promise<void>>;

let waiting: Waiting | undefined;

/** Promises know no dunning: whoever waits for one is told in the transaction that makes it. */
export const onPromise = (handler: Waiting): void => {
	waiting = handler;
};

/** @throws when nobody listens: a call somebody waits for would stay open, and nobody would know why. */
export const preparePromise: Waiting = async (unit, customerId) => {
	if (!waiting) throw new Error('nobody is told of promises: none is made');
	return waiting(unit, customerId);
};
