import { and, eq } from 'drizzle-orm';
import type { Decision, DecisionReason } from '$lib/domain/dunning/decision';
import { stillAsked } from '$lib/domain/dunning/still-asked';
import { stepKeyOf } from '$lib/domain/dunning/written-again';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { fromJson } from './decision-json';
import type { NoticeContent } from './notice-content';

/**
 * For the eye only: beside a dispute, "already taken" names what its notice really asked for, as far
 * as it is still open. No fact of the rule, so it is never stored; without a notice of that day or in
 * two currencies no amount is named.
 */
export async function withSaidAmounts(
	unit: Unit<InsideScope>,
	decisions: readonly Decision[]
): Promise<Decision[]> {
	const asking = decisions.filter(
		({ disputed, reasons }) => disputed.length && reasons.some(isSaid)
	);
	const said = await saidTo(unit, [...new Set(asking.map(({ customerId }) => customerId))]);
	return decisions.map((decision) => ({
		...decision,
		reasons: decision.reasons.map((reason) => named(reason, decision, said))
	}));
}

const isSaid = ({ code, since }: DecisionReason): boolean =>
	code === 'already_sent' && since !== undefined;

type Said = ReadonlyMap<string, NoticeContent>;

function named(reason: DecisionReason, decision: Decision, said: Said): DecisionReason {
	if (!isSaid(reason) || !decision.disputed.length) return reason;
	const { invoiceId, reference, since } = reason;
	const content = said.get(keyOf(decision.customerId, invoiceId, reference, since));
	const amounts = content ? stillAsked(content, decision) : [];
	return amounts.length === 1 ? { ...reason, amount: amounts[0]! } : reason;
}

/** One step for one leader of one customer is one notice. */
const keyOf = (...parts: (string | undefined)[]): string => parts.join(' ');

async function saidTo(unit: Unit<InsideScope>, customerIds: readonly string[]): Promise<Said> {
	if (customerIds.length === 0) return new Map();
	const rows = await unit.tx
		.select({
			customerId: notice.customerId,
			leaderId: notice.leaderInvoiceId,
			stepKey: notice.stepKey,
			content: notice.content,
			plannedOn: notice.plannedOn,
			closedOn: notice.closedOn
		})
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				oneOf(notice.customerId, customerIds)
			)
		);
	return new Map(
		rows.flatMap(({ customerId, leaderId, stepKey, content: stored, plannedOn, closedOn }) => {
			if (!stored) return [];
			const content = fromJson<NoticeContent>(stored);
			const on = closedOn ?? (content.on > plannedOn ? content.on : plannedOn);
			return [[keyOf(customerId, leaderId, stepKeyOf(stepKey), on), content] as const];
		})
	);
}
