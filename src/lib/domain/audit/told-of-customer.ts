/**
 * What of the trail tells the story of a customer. What was written to him and by him is told with its own words, and
 * what the machine noted about its deliveries is told with each message.
 */
export const TOLD_OF_CUSTOMER = [
	...['opened', 'amended', 'reason_changed', 'moved', 'merged', 'decided', 'resolved'].map(
		(what) => `dispute.${what}`
	),
	...['credit_requested', 'credit_posted', 'credit_failed', 'proposed', 'rated'].map(
		(what) => `dispute.${what}`
	),
	...['made', 'withdrawn', 'mistaken', 'approved', 'refused', 'broken'].map(
		(what) => `promise.${what}`
	),
	...['claimed', 'recorded'].map((what) => `payment.${what}`),
	...['held', 'hold_released', 'officer_changed', 'address_corrected', 'group_changed'].map(
		(what) => `customer.${what}`
	),
	'hold.created',
	'scenario.chosen',
	'credit_note.issued',
	'notice.taken_back',
	...['added', 'changed', 'removed', 'bounced', 'bounce_cleared'].map((what) => `contact.${what}`)
] as const;
