import { CREDIT_OUTCOMES, type Outcome } from './schema';

/** Only money given away needs a second person, and only above what the first may give alone. */
export const needsApprover = (
	outcome: Outcome,
	acceptedMinor: bigint,
	limitMinor: bigint
): boolean => CREDIT_OUTCOMES.includes(outcome) && acceptedMinor > limitMinor;
