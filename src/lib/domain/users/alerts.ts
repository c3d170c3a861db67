/** A mail for each event, or one for all of them on each working day. */
export const ALERT_TIMES = ['at_once', 'daily'] as const;
export type AlertTime = (typeof ALERT_TIMES)[number];

/**
 * What never waits for a digest: somebody stands still until its reader has acted. Questions and approvals
 * that wait for him, with their reminders, are mails of their own and leave at once too.
 */
const URGENT: ReadonlySet<string> = new Set([
	'approval_question',
	'resolver_away',
	'proposal_undone',
	'credit_failed'
]);

export const waitsForDigest = (alerts: AlertTime, event: string): boolean =>
	alerts === 'daily' && !URGENT.has(event);
