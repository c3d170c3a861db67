import {
	addWorkingDays,
	minuteOfDayAt,
	minutesAhead,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';
import type { DunningFacts } from '$lib/domain/dunning/decision';
import { withSendDays } from '$lib/domain/dunning/sending-calendar';
import type { InsideScope } from '../auth/scope';
import { isHeldAt } from '../customers/hold-zone';
import type { Unit } from '../db/client';
import { calendarOf, organisationOnce, type Organisation } from '../settings/queries';
import { staleSourceOf } from '../sources/queries';
import type { ContactToDun, HoldToDun } from './read-facts';
import { scenariosInForce, type ScenariosInForce } from './scenarios-in-force';

export interface DayWanted {
	today?: LocalDate;
	/** Null: do not look at the hours. Missing: now, when `today` is today. */
	minuteOfDay?: number | null;
}

/** What holds for every customer of the organisation on a day. */
export interface CommonFacts {
	today: LocalDate;
	minuteOfDay: number | undefined;
	/** Hours are looked at: what time it is for somebody elsewhere. */
	minuteIn: (timeZone: string) => number | undefined;
	/** How many minutes a clock elsewhere is ahead of ours on that day. */
	aheadIn: (timeZone: string) => number;
	/** Working days: quiet periods and promises are counted in them. */
	calendar: WorkingCalendar;
	/** Those, and the weekend days on which messages leave. */
	sendingCalendar: WorkingCalendar;
	quietDays: number;
	quietUntil: (endedOn: LocalDate) => LocalDate;
	graceDays: number;
	policy: DunningFacts['policy'];
	scenarios: ScenariosInForce;
	/** Whether a pause is in force on `today`; now, when that is today. */
	isHeld: (hold: HoldToDun, contacts: readonly ContactToDun[]) => boolean;
	staleSource: DunningFacts['staleSource'];
}

export async function commonFacts(
	unit: Unit<InsideScope>,
	wanted: DayWanted = {}
): Promise<CommonFacts> {
	const today = wanted.today ?? unit.today;
	const minuteOfDay = minuteFor(unit, today, wanted);
	const organisation = await organisationOnce(unit);
	const calendar = calendarOf(organisation, unit.today);
	return {
		today,
		minuteOfDay,
		minuteIn: (timeZone) =>
			minuteOfDay === undefined ? undefined : minuteOfDayAt(unit.now, timeZone),
		aheadIn: (timeZone) => minutesAhead(timeZone, unit.scope.timeZone, today),
		calendar,
		sendingCalendar: withSendDays(calendar, organisation.sendWeekdays),
		quietDays: organisation.quietPeriodDays,
		quietUntil: (on) => addWorkingDays(on, organisation.quietPeriodDays, calendar),
		graceDays: organisation.promiseGraceDays,
		policy: policyOf(organisation),
		scenarios: await scenariosInForce(unit),
		isHeld: (hold, contacts) =>
			today === unit.today
				? isHeldAt(hold, contacts, { now: unit.now, timeZone: unit.scope.timeZone })
				: hold.untilOn === null || hold.untilOn >= today,
		staleSource: await staleSourceOf(unit)
	};
}

function minuteFor(
	unit: Unit<InsideScope>,
	today: LocalDate,
	{ minuteOfDay }: DayWanted
): number | undefined {
	if (minuteOfDay !== undefined) return minuteOfDay ?? undefined;
	return today === unit.today ? minuteOfDayAt(unit.now, unit.scope.timeZone) : undefined;
}

export const policyOf = ({
	minContactDelayDays,
	minimumMinor,
	currency,
	sendFromMinute,
	sendUntilMinute,
	sendWeekdays,
	keepToneDays,
	weeklyMails
}: Organisation): DunningFacts['policy'] => ({
	minContactDelayDays,
	minimumMinor,
	currency,
	sendFromMinute,
	sendUntilMinute,
	sendWeekdays,
	keepToneDays,
	weeklyMails
});
