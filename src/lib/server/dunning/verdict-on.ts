import { isNeverOpen } from '$lib/domain/dunning/choose-contact';
import type { Decision, DecisionReason, DecisionReasonCode } from '$lib/domain/dunning/decision';
import type { notice } from '../db/schema/notices';
import type { PlannedCustomer } from './plan-dunning';

type Planned = Pick<typeof notice.$inferSelect, 'stepKey' | 'leaderInvoiceId' | 'contactId'>;

export type NoticeVerdict =
	| { kind: 'right' }
	/** `held`: nobody knows whether it is right before somebody else speaks, whenever that is. */
	| { kind: 'wait'; held?: DecisionReason }
	| { kind: 'wrong'; reasons: string[] };

/** Nothing was paid or disputed that anybody knows of: what waits keeps its place and its words. */
const HOLDING: ReadonlySet<DecisionReasonCode> = new Set(['stale_cash_data']);
/** Tomorrow, or in an hour, it may be right again. */
const PASSING: ReadonlySet<DecisionReasonCode> = new Set(['holiday', 'outside_window', ...HOLDING]);
/** What stops a step that is due (the rest of the reasons tell what was left out of it). */
const OBSTACLES: ReadonlySet<DecisionReasonCode> = new Set([
	...PASSING,
	'below_minimum',
	'no_contact',
	'contact_bounced',
	'prior_step_required',
	'min_contact_delay'
]);

/** Whether a notice planned earlier is what today's facts call for. */
export function verdictOn(
	planned: Planned,
	{ customer, decision }: PlannedCustomer
): NoticeVerdict {
	if (
		!customer.facts.openItems.some(({ invoiceId }) => invoiceId === planned.leaderInvoiceId) &&
		decision.step?.key !== planned.stepKey
	)
		return wrong('settled');
	if (
		decision.reasons.some(
			({ code, reference }) => code === 'too_late_for_step' && reference === planned.stepKey
		)
	)
		return wrong('too_late_for_step');
	if (decision.step?.key !== planned.stepKey) return wrong(...codesOf(decision));
	if (decision.outcome !== 'nothing')
		return decision.contactId === (planned.contactId ?? undefined)
			? { kind: 'right' }
			: wrong('contact_changed');
	const obstacles = decision.reasons.filter(({ code }) => OBSTACLES.has(code));
	if (!obstacles.every(isPassing)) return wrong(...codesOf({ reasons: obstacles }));
	const held = obstacles.find(({ code }) => HOLDING.has(code));
	return { kind: 'wait', ...(held && { held }) };
}

const isPassing = (reason: DecisionReason): boolean =>
	PASSING.has(reason.code) && !isNeverOpen(reason);

const wrong = (...reasons: string[]): NoticeVerdict => ({
	kind: 'wrong',
	reasons: reasons.length ? reasons : ['too_late_for_step']
});

const codesOf = ({ reasons }: Pick<Decision, 'reasons'>): DecisionReasonCode[] => [
	...new Set(reasons.map(({ code }) => code))
];
