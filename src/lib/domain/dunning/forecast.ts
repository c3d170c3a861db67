import { addDays, daysBetween, isWorkingDay, type LocalDate } from '$lib/domain/calendar';
import { brokenOn } from '$lib/domain/promises/standing';
import { decide } from './decide';
import type {
	Decision,
	DecisionReason,
	DecisionReasonCode,
	DunningContact,
	DunningFacts,
	OpenItem,
	PastNotice
} from './decision';
import { sendDays } from './sending-calendar';
import { nextInside } from './sending-hours';
import { firstDay } from './step-window';

export interface ForecastStep {
	readonly on: LocalDate;
	readonly decision: Decision;
}

export interface Forecast {
	/** Each day on which something is done, the earliest first. */
	readonly steps: readonly ForecastStep[];
	/** Why nothing is done on any of the days; null when something is. */
	readonly idle: Decision | null;
}

/**
 * What is done about a customer over the next days, today included, as if nothing were paid, said
 * or disputed meanwhile: what waits for a person is done on its day, promises that lapse are
 * broken, and a silent bank speaks again tomorrow.
 */
export function forecast(facts: DunningFacts, days: number): Forecast {
	const steps: ForecastStep[] = [];
	let idle: Decision | null = null;
	for (let ahead = 0; ahead < days; ahead++) {
		const on = addDays(facts.today, ahead);
		if (ahead > 0 && !mayLeaveOn(on, facts)) continue;
		const decision = decideAfter(steps, on, facts);
		if (decision.outcome !== 'nothing') steps.push({ on, decision });
		idle = idle && !passes(idle) ? withWhatFollows(idle, decision, on) : decision;
	}
	return { steps, idle: steps.length > 0 ? null : idle };
}

/** How far a forecast looks, unless somebody says otherwise. */
export const FORECAST_DAYS = 30;

/** Nobody looks further ahead: each day on the way is lived. */
export const MOST_DAYS_AHEAD = 92;

/** What a day brings, today or one to come: the steps of the days before it are then behind it. */
export function decideOn(on: LocalDate, facts: DunningFacts): Decision {
	const ahead = daysBetween(facts.today, on);
	return ahead > 0 ? decideAfter(forecast(facts, ahead).steps, on, facts) : decide(facts);
}

/** Their `since` is the day of a step. */
const ABOUT_STEPS: ReadonlySet<DecisionReasonCode> = new Set([
	'already_sent',
	'min_contact_delay',
	'legal_stage'
]);

function decideAfter(steps: readonly ForecastStep[], on: LocalDate, facts: DunningFacts): Decision {
	const decision = decide(factsOn(on, facts, steps));
	const isForeseen = ({ code, since }: DecisionReason): boolean =>
		ABOUT_STEPS.has(code) && steps.some((step) => step.on === since);
	if (!decision.reasons.some(isForeseen)) return decision;
	const reasons = decision.reasons.map((reason) =>
		isForeseen(reason) ? { ...reason, foreseen: true as const } : reason
	);
	return { ...decision, reasons };
}

/** Whether anything may leave at all: the other days need no thought. */
export const mayLeaveOn = (
	on: LocalDate,
	{ calendar, policy }: Pick<DunningFacts, 'calendar' | 'policy'>
): boolean => isWorkingDay(on, sendDays(calendar, policy.sendWeekdays));

/** Over in a few days by itself: never why a whole month stays silent. */
const PASSING: ReadonlySet<DecisionReasonCode> = new Set([
	'holiday',
	'outside_window',
	'stale_cash_data',
	'min_contact_delay'
]);

const passes = ({ reasons }: Decision): boolean => reasons.some(({ code }) => PASSING.has(code));

/** Where an account stands, or what was left out: nothing that stops a step. */
const NO_OBSTACLE: ReadonlySet<DecisionReasonCode> = new Set([
	...PASSING,
	'already_sent',
	'not_due_for_step',
	'too_late_for_step',
	'partly_disputed',
	'step_needs_confirmation'
]);

/** Once what is in the way today is over, something else may be: named with the day it begins. */
function withWhatFollows(idle: Decision, later: Decision, from: LocalDate): Decision {
	const known = new Set(idle.reasons.map(({ code }) => code));
	const news = later.reasons.filter(({ code }) => !known.has(code) && !NO_OBSTACLE.has(code));
	if (news.length === 0) return idle;
	return { ...idle, reasons: [...idle.reasons, ...news.map((reason) => ({ ...reason, from }))] };
}

/** The facts of a later day, once the steps before it were taken. */
export function factsOn(
	on: LocalDate,
	facts: DunningFacts,
	steps: readonly ForecastStep[]
): DunningFacts {
	const { minuteOfDay: _now, staleSource, ...rest } = facts;
	const contacts = facts.contacts.map((contact) => mailedSo(contact, facts.today, on, steps));
	return {
		...rest,
		...(staleSource && on === facts.today && { staleSource }),
		customer: customerAfter(steps, facts, on),
		...(on === facts.today ? whatIsLeftOfIt(facts, contacts) : { contacts }),
		openItems: facts.openItems.map((item) => promiseOn(on, item, facts.today)),
		history: [
			...(on > facts.today ? facts.history.map(doneOn(facts.today)) : facts.history),
			...steps.map(pastNotice)
		],
		today: on
	};
}

/**
 * Of today, where somebody looked at the clock, the hours that are left: before they open all of them are, and once
 * they are over what it would have brought leaves on the next day that has any.
 */
function whatIsLeftOfIt(
	{ minuteOfDay: ours, policy }: DunningFacts,
	contacts: DunningFacts['contacts']
): Pick<DunningFacts, 'contacts' | 'minuteOfDay'> {
	if (ours === undefined) return { contacts };
	const hours = { fromMinute: policy.sendFromMinute, untilMinute: policy.sendUntilMinute };
	return {
		minuteOfDay: Math.max(ours, hours.fromMinute),
		contacts: contacts.map((contact) => {
			const theirs = contact.minuteOfDay;
			if (theirs === undefined) return contact;
			return { ...contact, minuteOfDay: nextInside(hours, { ours, theirs }) };
		})
	};
}

/** What waited for a person this morning was done by this evening, like what the day still brings. */
const doneOn =
	(today: LocalDate) =>
	(past: PastNotice): PastNotice =>
		past.waits ? { ...past, on: today, counts: true } : past;

function customerAfter(
	steps: readonly ForecastStep[],
	{ customer, history, scenario, today }: DunningFacts,
	on: LocalDate
): DunningFacts['customer'] {
	const isLegal = (key: string) => scenario?.some((step) => step.key === key && step.legal);
	const waited = on > today && history.some(({ waits, stepKey }) => waits && isLegal(stepKey));
	const handedOver = waited ? today : steps.find(({ decision }) => decision.step?.legal)?.on;
	return customer.legalStage || !handedOver
		? customer
		: { ...customer, legalStage: true, legalFrom: handedOver };
}

/** A call made, a letter posted: the person did it the day it was asked for. */
const pastNotice = ({ on, decision }: ForecastStep): PastNotice => ({
	stepKey: decision.step!.key,
	leaderInvoiceId: decision.leaderInvoiceId!,
	on,
	counts: true,
	firstDay: firstDay(decision.step!),
	...(decision.tone && { tone: decision.tone })
});

const WEEK = 7;

/** The mails of the last seven days: those of before today are all taken for today's. */
function mailedSo(
	contact: DunningContact,
	today: LocalDate,
	on: LocalDate,
	steps: readonly ForecastStep[]
): DunningContact {
	const since = addDays(on, -WEEK);
	const before = today > since ? (contact.recentMails ?? 0) : 0;
	const ours = steps.filter((step) => step.on > since && isMailTo(contact, step)).length;
	return { ...contact, recentMails: before + ours };
}

const isMailTo = ({ contactId }: DunningContact, { decision }: ForecastStep): boolean =>
	decision.step?.channel === 'email' &&
	(decision.contactId === contactId || (decision.copyContactIds?.includes(contactId) ?? false));

/** A promise still open today that nobody keeps is broken the day after its last one. */
function promiseOn(on: LocalDate, item: OpenItem, today: LocalDate): OpenItem {
	const until = item.promisedMinor > 0n ? item.promisedUntil : undefined;
	return until && until >= today && until < on
		? { ...item, promiseBrokenOn: brokenOn(until) }
		: item;
}
