import type { WorkKind } from './order';

/**
 * What a person does that ends a row of his day, or his part of it, as the audit calls it. Whatever kind of row there
 * is has acts here, and nothing else counts as progress.
 */
export const ENDED_BY = {
	case: [
		'dispute.answered',
		'dispute.approval_asked',
		'dispute.assigned',
		'dispute.committed',
		'dispute.decided',
		'dispute.merged',
		'dispute.message_posted',
		'dispute.moved',
		'dispute.proposed',
		'dispute.resolved'
	],
	promise: [
		'customer.called',
		'customer.held',
		'dispute.opened',
		'notice.called',
		'payment.recorded',
		'promise.approved',
		'promise.made'
	],
	approval: [
		'dispute.approval_approve',
		'dispute.approval_ask',
		'dispute.approval_granted',
		'dispute.approval_reduce',
		'dispute.approval_refuse'
	],
	promise_decide: ['promise.approved', 'promise.refused', 'promise.withdrawn'],
	promise_lapsed: ['promise.approved', 'promise.made', 'promise.refused', 'promise.withdrawn'],
	asked: ['dispute.approval_reply', 'dispute.approval_withdrawn'],
	advice: ['dispute.message_posted'],
	anew: ['dispute.approval_asked', 'dispute.decided', 'dispute.moved', 'dispute.proposed'],
	silent: ['dispute.decided', 'dispute.message_posted', 'dispute.moved', 'dispute.proposed'],
	unreached: [
		'contact.added',
		'contact.bounce_cleared',
		'contact.changed',
		'dispute.decided',
		'dispute.followed',
		'dispute.moved',
		'dispute.proposed'
	],
	reply: [
		'dispute.assigned',
		'dispute.decided',
		'dispute.followed',
		'dispute.merged',
		'dispute.message_posted',
		'dispute.moved',
		'dispute.reply_read'
	],
	signature: ['dispute.approval_withdrawn', 'dispute.decided', 'dispute.moved', 'dispute.proposed'],
	credit: ['dispute.credit_corrected', 'dispute.moved'],
	todo: ['dispute.task_done', 'dispute.task_not_needed', 'dispute.action_done'],
	todo_late: ['dispute.task_done', 'dispute.task_not_needed', 'dispute.action_done'],
	claim: ['payment.claim_found', 'payment.claim_not_found'],
	mail_reply: ['mail.attached', 'mail.disputed', 'mail.done'],
	mail: ['mail.attached', 'mail.disputed', 'mail.done'],
	question: ['customer.message_handled'],
	wrong_person: ['customer.message_handled'],
	low_score: ['dispute.rater_called'],
	task: ['notice.called', 'notice.confirmed', 'notice.skipped'],
	account: [
		'customer.called',
		'customer.held',
		'dispute.opened',
		'notice.called',
		'notice.confirmed',
		'payment.recorded',
		'promise.approved',
		'promise.made'
	],
	decide: [
		'dispute.approval_asked',
		'dispute.assigned',
		'dispute.decided',
		'dispute.moved',
		'dispute.proposed'
	],
	assign: ['dispute.assigned', 'dispute.decided', 'dispute.merged', 'dispute.moved'],
	close: ['dispute.cause_set', 'dispute.moved', 'dispute.resolved'],
	not_booked: ['payment.recorded'],
	alert: [
		'contact.added',
		'contact.bounce_cleared',
		'contact.changed',
		'contact.number_cleared',
		'customer.address_corrected',
		'letter.written_again',
		'scenario.chosen'
	]
} as const satisfies Record<WorkKind, readonly [string, ...string[]]>;

/** Progress is counted from them. */
export const DEEDS: readonly string[] = [...new Set(Object.values(ENDED_BY).flat())];
