import { addDays, daysBetween, isWorkingDay, workingDayFrom } from '$lib/domain/calendar';
import { minorMax, money, type Money } from '$lib/domain/money';
import { chooseContact } from './choose-contact';
import type { DecisionItem, DecisionReason, DunningFacts } from './decision';
import { wasContactedAbout } from './due-step';
import type { Leader } from './leader';
import type { StepDefinition } from './scenario';

/** What a step that is due looks at before it may go. */
export interface PlannedStep {
	readonly step: StepDefinition;
	readonly leader: Leader;
	readonly items: readonly DecisionItem[];
	/** To deduct from what is overdue. */
	readonly credit: readonly Money[];
	readonly facts: DunningFacts;
}

/** Everything in the way of the step today: one is enough to say nothing. */
export const obstacles = (planned: PlannedStep): DecisionReason[] =>
	CHECKS.map((check) => check(planned)).filter((reason) => reason !== null);

type Check = (planned: PlannedStep) => DecisionReason | null;

const earlierContact: Check = ({ step, leader, facts }) => {
	const contacted = wasContactedAbout(
		leader,
		facts.history.filter(({ on }) => on < facts.today)
	);
	return step.requiresEarlierContact && !contacted
		? {
				code: 'prior_step_required',
				reference: step.key,
				invoiceId: leader.invoiceId,
				invoiceNumber: leader.number
			}
		: null;
};

/** What the step is about: what is overdue once the leader is, else what falls due. */
const minimum: Check = ({ step, leader, items, credit, facts: { policy } }) => {
	const state = step.phase === 'after_due' ? 'overdue' : 'due_soon';
	const { currency } = leader;
	const total = items
		.filter((item) => item.state === state && item.currency === currency)
		.reduce((sum, item) => sum + item.collectibleMinor, 0n);
	const asked = minorMax(0n, total - minorIn(currency, credit));
	const ours = policy.currency === currency ? policy.minimumMinor : 0n;
	const least = minorMax(ours, BigInt(step.minimumMinor));
	return asked < least ? { code: 'below_minimum', amount: money(asked, leader.currency) } : null;
};

const minorIn = (currency: string, amounts: readonly Money[]): bigint =>
	amounts.find((amount) => amount.currency === currency)?.minor ?? 0n;

/** "You have not paid" needs to know who paid; "it falls due soon" does not. */
const freshCash: Check = ({ step, facts }) =>
	step.phase === 'after_due' && !facts.dataFresh ? { code: 'stale_cash_data' } : null;

const delaySinceContact: Check = ({ facts: { history, policy, today } }) => {
	const last = history
		.filter(({ counts }) => counts)
		.reduce<PastDay>((latest, { on }) => (latest && latest > on ? latest : on), null);
	// One message a day at most, whatever the policy says.
	const delay = Math.max(1, policy.minContactDelayDays);
	if (last === null || daysBetween(last, today) >= delay) return null;
	return { code: 'min_contact_delay', until: addDays(last, delay - 1) };
};

type PastDay = DunningFacts['today'] | null;

const reachable: Check = ({ step, facts }) => {
	const choice = chooseContact(facts.contacts, step);
	return choice.ok ? null : { code: choice.code };
};

const workingDay: Check = ({ facts: { today, calendar } }) =>
	isWorkingDay(today, calendar)
		? null
		: { code: 'holiday', until: addDays(workingDayFrom(today, calendar), -1) };

const sendingHours: Check = ({ facts: { minuteOfDay, policy } }) => {
	if (minuteOfDay === undefined) return null;
	const inside = policy.sendFromMinute <= minuteOfDay && minuteOfDay < policy.sendUntilMinute;
	return inside ? null : { code: 'outside_window' };
};

const CHECKS: readonly Check[] = [
	earlierContact,
	minimum,
	freshCash,
	reachable,
	delaySinceContact,
	workingDay,
	sendingHours
];
