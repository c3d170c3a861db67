import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';

const RUNNING: readonly DisputeStatus[] = [
	'submitted',
	'assigned',
	'in_progress',
	'waiting_third_party'
];

/** Time counts against us: nobody decided, and it is not the customer's turn. */
export const isRunning = (status: DisputeStatus): boolean => RUNNING.includes(status);
