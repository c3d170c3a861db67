import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';

export interface NotedCall {
	customerId: string;
	/** What was said, in the words of whoever noted it. */
	note: string;
}
type Told = (unit: Unit<InsideScope>, call: NotedCall) => Promise<void>;

let told: Told | undefined;

/** Customers know no dunning: whoever plans calls is told in the transaction in which one is noted. */
export const onNotedCall = (handler: Told): void => {
	told = handler;
};

/** @throws when nobody listens: a call that was planned would be made a second time. */
export const tellOfCall: Told = async (unit, call) => {
	if (!told) throw new Error('nobody is told of calls: none is noted');
	return told(unit, call);
};
