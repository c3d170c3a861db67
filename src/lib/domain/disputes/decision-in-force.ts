import { DISPUTE_STATUSES, type DisputeStatus } from './lifecycle';

const DECIDED: ReadonlySet<DisputeStatus> = new Set(['decided', 'implementing', 'resolved']);

/** Statuses in which a decision holds. */
export const DECIDED_STATUSES = DISPUTE_STATUSES.filter((status) => DECIDED.has(status));

/**
 * What was decided last, as long as it holds: once the case is opened again, whatever was decided before
 * is history, though it stays written down.
 */
export const decisionInForce = <Decision>(
	status: DisputeStatus,
	last: Decision | null
): Decision | null => (DECIDED.has(status) ? last : null);
