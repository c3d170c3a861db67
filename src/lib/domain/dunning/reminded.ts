import type { LocalDate } from '../calendar';
import type { Decision, DecisionItem, DunningFacts } from './decision';
import { decideOn, forecast, MOST_DAYS_AHEAD } from './forecast';

/**
 * The invoices that are reminded of as things stand on a day: something of them may be asked for then, and a message
 * that asks for it comes. Whoever reads that reminders go on is told what the run would do, and nothing else.
 */
export function remindedOn(on: LocalDate, facts: DunningFacts): readonly DecisionItem[] {
	const asked = askedBy(decideOn(on, facts));
	if (asked.length === 0) return [];
	const coming = new Set(
		forecast(facts, MOST_DAYS_AHEAD)
			.steps.filter((step) => step.on >= on && !step.decision.step?.legal)
			.flatMap(({ decision }) => askedBy(decision).map(({ invoiceId }) => invoiceId))
	);
	return asked.filter(({ invoiceId }) => coming.has(invoiceId));
}

const askedBy = ({ items }: Decision): DecisionItem[] =>
	items.filter(({ collectibleMinor }) => collectibleMinor > 0n);
