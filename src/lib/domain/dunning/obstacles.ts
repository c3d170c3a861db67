import { contactDelayOf } from './contact-delay';
import { addDays, daysBetween, isWorkingDay, weekday, workingDayFrom } from '$lib/domain/calendar';
import { minorMax, money, type Money } from '$lib/domain/money';
import { chooseContact, keepsHours, type ContactChoice } from './choose-contact';
import type { DecisionItem, DecisionReason, DunningFacts } from './decision';
import { inOrder, returnedFormalNotice, wasContactedAbout } from './course';
import { stepsFor } from './due-step';
import { contactHolds } from './holds';
import type { Leader } from './leader';
import { askedMinor, currenciesIn, leastMinor } from './minimum';
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
				stepName: step.name,
				invoiceId: leader.invoiceId,
				invoiceNumber: leader.number
			}
		: null;
};

/** A formal notice that came back put nobody on notice: before the lawyers it is written again. */
const formalNotice: Check = ({ step, leader, facts }) => {
	const { history, calendar } = facts;
	const course = () => ({ leader, steps: inOrder(stepsFor(facts)), history, calendar });
	const returned = step.legal ? returnedFormalNotice(course()) : undefined;
	return returned
		? {
				code: 'prior_step_required',
				reference: step.key,
				stepName: step.name,
				since: returned.on,
				invoiceId: leader.invoiceId,
				invoiceNumber: leader.number
			}
		: null;
};

/** What the step is about: what is overdue once the leader is, else what falls due. One currency that is worth it is enough. */
const minimum: Check = ({ step, leader, items, credit, facts: { policy } }) => {
	const state = step.phase === 'after_due' ? 'overdue' : 'due_soon';
	const asked = (currency: string) => askedMinor({ items, credit }, state, currency);
	const isTooLittle = (currency: string) =>
		asked(currency) < minorMax(leastMinor(policy, currency), BigInt(step.minimumMinor));
	const isBelow = [leader.currency, ...currenciesIn({ items, credit }, state)].every(isTooLittle);
	return isBelow
		? { code: 'below_minimum', amount: money(asked(leader.currency), leader.currency) }
		: null;
};

const freshCash: Check = ({ step, facts: { staleSource } }) =>
	staleSource && step.onStaleData === 'hold'
		? {
				code: 'stale_cash_data',
				reference: staleSource.name,
				...(staleSource.lastOn && { since: staleSource.lastOn })
			}
		: null;

const delaySinceContact: Check = ({ facts: { history, policy, today } }) => {
	const last = history
		.filter(({ counts }) => counts)
		.reduce<PastDay>((latest, { on }) => (latest && latest > on ? latest : on), null);
	const delay = contactDelayOf(policy);
	if (last === null || daysBetween(last, today) >= delay) return null;
	return { code: 'min_contact_delay', since: last, until: addDays(last, delay - 1) };
};

type PastDay = DunningFacts['today'] | null;

const reachable: Check = ({ step, facts }) => {
	const choice = contactFor(step, facts);
	return choice.ok ? null : choice.reason;
};

export const contactFor = (step: StepDefinition, facts: DunningFacts): ContactChoice =>
	chooseContact(facts.contacts, step, contactHolds(facts), {
		fromMinute: facts.policy.sendFromMinute,
		untilMinute: facts.policy.sendUntilMinute
	});

/** Disputes write to the same people: together they stay within what a person can bear in a week. */
const mailBudget: Check = ({ step, facts }) => {
	const choice = contactFor(step, facts);
	const most = facts.policy.weeklyMails;
	if (step.channel !== 'email' || most === undefined || !choice.ok) return null;
	return (choice.contact.recentMails ?? 0) < most
		? null
		: { code: 'min_contact_delay', reference: choice.contact.email };
};

const workingDay: Check = ({ facts: { today, calendar } }) =>
	isWorkingDay(today, calendar)
		? null
		: { code: 'holiday', until: addDays(workingDayFrom(today, calendar), -1) };

/** Of a day that is not worked enough is said. */
const sendingDay: Check = ({ facts: { today, policy, calendar } }) =>
	policy.sendWeekdays &&
	!policy.sendWeekdays.includes(weekday(today)) &&
	isWorkingDay(today, calendar)
		? { code: 'outside_window' }
		: null;

/** By the clock of the organisation, and by that of whoever reads it. */
const sendingHours: Check = ({ step, facts }) => {
	const { minuteOfDay, policy } = facts;
	if (minuteOfDay === undefined) return null;
	const choice = contactFor(step, facts);
	const reader = choice.ok && keepsHours(step) ? choice.contact : undefined;
	const theirs = reader?.minuteOfDay ?? minuteOfDay;
	const isInside = (minute: number) =>
		policy.sendFromMinute <= minute && minute < policy.sendUntilMinute;
	return isInside(minuteOfDay) && isInside(theirs) ? null : { code: 'outside_window' };
};

const CHECKS: readonly Check[] = [
	earlierContact,
	formalNotice,
	minimum,
	freshCash,
	reachable,
	delaySinceContact,
	mailBudget,
	workingDay,
	sendingDay,
	sendingHours
];
