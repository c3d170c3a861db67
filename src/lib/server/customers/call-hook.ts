import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';

export interface NotedCall {
	customerId: string;
	noteId: string;
	/** What was said, in the words of whoever noted it. */
	note: string;
}

/** Whoever plans calls. */
interface Planner {
	noted: (unit: Unit<InsideScope>, call: NotedCall) => Promise<void>;
	/** It was of another customer, or of nobody. */
	struck: (unit: Unit<InsideScope>, noteId: string) => Promise<void>;
}

let planner: Planner | undefined;

/** Customers know no dunning: whoever plans calls is told in the transaction in which one is noted, or struck out. */
export const onCalls = (told: Planner): void => {
	planner = told;
};

/** @throws when nobody listens: a call that was planned would be made a second time, or never. */
export function whoPlansCalls(): Planner {
	if (!planner) throw new Error('nobody is told of calls: none is noted');
	return planner;
}
