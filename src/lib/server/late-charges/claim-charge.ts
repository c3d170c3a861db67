import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { decideCharge, type ChargeRequest } from './decide-charge';

/** What has accrued becomes a debt of its own, beside the invoice. */
export const claimCharge = (unit: Unit<InsideScope>, request: ChargeRequest): Promise<string> =>
	decideCharge(unit, 'claimed', request);
