import type { Decision } from './decision';

/**
 * Whether two looks at a customer came to the same: outcome, step, invoice that leads, amounts and
 * every reason in its order. Who else would have got a copy is no decision.
 */
export const isSameDecision = (a: Decision | null, b: Decision | null): boolean =>
	a === null || b === null ? a === b : told(a) === told(b);

const told = ({
	outcome,
	step,
	leaderInvoiceId,
	collectible,
	overdue,
	disputed,
	reasons
}: Decision): string =>
	JSON.stringify(
		{
			outcome,
			step: step?.key ?? null,
			leader: leaderInvoiceId ?? null,
			collectible,
			overdue,
			disputed,
			reasons: reasons.map((reason) => Object.entries(reason).sort())
		},
		(_, value) => (typeof value === 'bigint' ? value.toString() : value)
	);

/**
 * The step was due and its message was called off at the last look: what was recorded says nothing
 * happened, and keeps how it would have been said.
 */
export const wasCalledOff = ({ outcome, tone }: Decision): boolean =>
	outcome === 'nothing' && tone !== undefined;
