import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';

type MadeHandler = (unit: Unit<InsideScope>, customerId: string) => Promise<void>;

let madeHandler: MadeHandler | undefined;

/** Promises know no dunning: whoever waits for one is told in the transaction that makes it. */
export const onPromiseMade = (handler: MadeHandler): void => {
	madeHandler = handler;
};

export const tellPromise: MadeHandler = async (unit, customerId) => madeHandler?.(unit, customerId);
