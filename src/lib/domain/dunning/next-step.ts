import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Decision, DecisionReason, DunningFacts } from './decision';
import { forecast, MOST_DAYS_AHEAD, type ForecastStep } from './forecast';

/**
 * The step a quiet day announces is the one the forecast has: what the scenario opens next may never be
 * taken (direct debit, nobody to write to), or another one goes before it (a promise that breaks).
 * `on`: the day of the decision, today or one to come.
 */
export function withNextStep(decision: Decision, on: LocalDate, facts: DunningFacts): Decision {
	if (decision.outcome !== 'nothing' || !decision.reasons.some(isNext)) return decision;
	const next = forecast(facts, MOST_DAYS_AHEAD).steps.find((step) => step.on > on);
	const horizon = addDays(facts.today, MOST_DAYS_AHEAD - 1);
	const reasons = decision.reasons.flatMap((reason) =>
		!isNext(reason) || (!next && reason.until >= horizon) ? reason : toldBy(next, reason)
	);
	return { ...decision, reasons: reasons.length > 0 ? reasons : [{ code: 'not_due_for_step' }] };
}

type Next = DecisionReason & { until: LocalDate };

const isNext = (reason: DecisionReason): reason is Next =>
	reason.code === 'not_due_for_step' && reason.until !== undefined;

function toldBy(next: ForecastStep | undefined, reason: Next): DecisionReason[] {
	if (!next) return [];
	const { step, leaderInvoiceId, items } = next.decision;
	const leader = items.find(({ invoiceId }) => invoiceId === leaderInvoiceId);
	return [
		{
			...reason,
			reference: step!.key,
			stepName: step!.name,
			until: addDays(next.on, -1),
			...(leader && { invoiceId: leader.invoiceId, invoiceNumber: leader.number })
		}
	];
}
