import { totals, type Money } from '$lib/domain/money';
import { deducted, minus } from '$lib/domain/receivables/credits';
import { neverOpen, type ContactChoice } from './choose-contact';
import { assessItems, type AssessedItem } from './collectible';
import { coverWithCredits } from './credit-cover';
import type { Decision, DecisionItem, DecisionReason, DunningFacts } from './decision';
import { isExhausted } from './course';
import { chooseStep, stepsFor } from './due-step';
import { customerStops } from './holds';
import { byAge, leaderOf, type Leader } from './leader';
import { mayLead } from './minimum';
import { contactFor, obstacles } from './obstacles';
import type { StepDefinition } from './scenario';
import { toneOf } from './tone';

/**
 * Whether and how a customer is chased on a day, and always why. The run, the forecast, "why was
 * this customer (not) dunned?" and the replay of a past day are this function with other facts.
 */
export function decide(facts: DunningFacts): Decision {
	const { assessed, rest } = coverWithCredits(assessItems(facts).sort(byAge), facts.credits);
	const horizon = horizonOf(facts);
	const listed = assessed.filter(({ item }) => isListed(item, horizon));
	const items = listed.map(({ item }) => item);
	const steps = stepsFor(facts);
	const owed = { items: assessed.map(({ item }) => item), credit: rest };
	const leader = leaderOf(
		assessed,
		(oldest) => isExhausted(oldest, steps, facts),
		(oldest) => mayLead(oldest, owed, facts.policy)
	);
	const amounts = amountsOf(items, rest);
	const plan = planFor({ leader, steps, items, credit: amounts.credit ?? [], facts });
	return {
		customerId: facts.customer.customerId,
		...plan.action,
		...(leader && { leaderInvoiceId: leader.invoiceId }),
		items,
		...amounts,
		reasons: explained(plan, [...customerStops(facts), ...plan.reasons, ...listed.flatMap(leftOut)])
	};
}

/** Days ahead a message announces, unless the scenario itself looks further. */
const DUE_SOON_DAYS = 30;

const horizonOf = ({ scenario }: DunningFacts): number =>
	(scenario ?? [])
		.filter(({ phase }) => phase === 'before_due')
		.reduce((days, { opensDays }) => Math.max(days, opensDays), DUE_SOON_DAYS);

const isListed = ({ state, daysLate }: DecisionItem, horizon: number): boolean =>
	state !== 'due_soon' || (daysLate ?? 0) >= -horizon;

const leftOut = ({ reasons }: AssessedItem): readonly DecisionReason[] => reasons;

interface Plan {
	readonly action: Pick<Decision, 'outcome' | 'step' | 'tone' | 'contactId' | 'copyContactIds'>;
	readonly reasons: readonly DecisionReason[];
}

function planFor({
	leader,
	steps,
	items,
	credit,
	facts
}: {
	leader: Leader | undefined;
	steps: readonly StepDefinition[];
	items: readonly DecisionItem[];
	credit: readonly Money[];
	facts: DunningFacts;
}): Plan {
	if (facts.scenario === null) return nothing([{ code: 'no_scenario' }]);
	if (!leader) return nothing([]);
	const { step, instead, reasons } = chooseStep(leader, steps, facts);
	if (!step) return nothing(reasons);
	const against = obstacles({ step, leader, items, credit, facts });
	return against.length > 0
		? nothing([...against, ...reasons], step)
		: take(step, facts, [...(instead ? [instead] : []), ...reasons]);
}

const nothing = (reasons: readonly DecisionReason[], step?: StepDefinition): Plan => ({
	action: { outcome: 'nothing', ...(step && { step }) },
	reasons
});

function take(step: StepDefinition, facts: DunningFacts, reasons: readonly DecisionReason[]): Plan {
	const choice = contactFor(step, facts);
	const outcome = outcomeOf(step);
	return {
		action: {
			outcome,
			step,
			tone: toneOf(step, facts.history, { ...facts.policy, today: facts.today }),
			...(choice.ok && addressedTo(choice))
		},
		reasons: [
			...(outcome === 'confirm' ? [needsConfirmation(step)] : []),
			...(choice.ok ? choice.passedOver.map(neverOpen) : []),
			...reasons
		]
	};
}

const needsConfirmation = ({ key, name }: StepDefinition): DecisionReason => ({
	code: 'step_needs_confirmation',
	reference: key,
	stepName: name
});

const addressedTo = ({ contact, copies }: ContactChoice & { ok: true }) => ({
	contactId: contact.contactId,
	...(copies.length > 0 && { copyContactIds: copies.map(({ contactId }) => contactId) })
});

/** Done by a person, even when the scenario calls them automatic: printed and posted, or dialled. */
const BY_HAND: ReadonlySet<StepDefinition['channel']> = new Set(['letter', 'registered_letter']);

function outcomeOf({ automatic, channel }: StepDefinition): Decision['outcome'] {
	if (!automatic || BY_HAND.has(channel)) return 'confirm';
	return channel === 'call' ? 'task' : 'send';
}

/** What is asked for is the sum of the invoices less what the customer already paid without saying for which. */
function amountsOf(items: readonly DecisionItem[], rest: readonly Money[]) {
	const due = items.filter(({ state }) => state === 'overdue' || state === 'due_soon');
	const collectible = collectibleOf(due);
	const credit = deducted(collectible, rest);
	return {
		collectible: minus(collectible, credit),
		overdue: minus(collectibleOf(due.filter(({ state }) => state === 'overdue')), credit),
		...(credit.length > 0 && { credit }),
		disputed: nonZero(items.map((item) => ({ minor: item.disputedMinor, currency: item.currency })))
	};
}

const collectibleOf = (items: readonly DecisionItem[]): Money[] =>
	nonZero(items.map((item) => ({ minor: item.collectibleMinor, currency: item.currency })));

const nonZero = (amounts: readonly Money[]): Money[] =>
	totals(amounts).filter(({ minor }) => minor > 0n);

/** An account without any open invoice has no other reason to be left alone. */
const explained = (
	{ action }: Plan,
	reasons: readonly DecisionReason[]
): readonly DecisionReason[] =>
	action.outcome === 'nothing' && reasons.length === 0 ? [{ code: 'not_due_for_step' }] : reasons;
