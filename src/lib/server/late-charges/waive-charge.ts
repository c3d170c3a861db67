import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { decideCharge, type ChargeRequest } from './decide-charge';

/** What has accrued is given up for good; what accrues later is not. */
export const waiveCharge = (
	unit: Unit<InsideScope>,
	request: ChargeRequest & { reason: string }
): Promise<string> => decideCharge(unit, 'waived', request);
