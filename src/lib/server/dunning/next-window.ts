import { Temporal } from 'temporal-polyfill';
import { addDays, minuteOfDayAt, workingDayFrom } from '$lib/domain/calendar';
import type { DecisionReason, DunningFacts } from '$lib/domain/dunning/decision';
import { sendDays } from '$lib/domain/dunning/sending-calendar';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/**
 * The next instant at which the organisation's working day, sending days and hours allow a message,
 * and at which a contact further west is awake too.
 */
export function nextWindow(
	{ now, today, scope }: Pick<Unit<Scope>, 'now' | 'today' | 'scope'>,
	{ calendar, policy, contacts }: Pick<DunningFacts, 'calendar' | 'policy' | 'contacts'>
): Date {
	const minute = minuteOfDayAt(now, scope.timeZone);
	const opens = policy.sendFromMinute + lagOf(contacts, minute, policy);
	const from = minute < opens ? today : addDays(today, 1);
	const day = workingDayFrom(from, sendDays(calendar, policy.sendWeekdays));
	const plainTime = Temporal.PlainTime.from({ hour: Math.floor(opens / 60), minute: opens % 60 });
	return new Date(
		Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: scope.timeZone, plainTime })
			.epochMilliseconds
	);
}

/** Held by somebody who may speak at any moment, it does not wait for tomorrow. */
export const whenToAskAgain = (
	unit: Pick<Unit<Scope>, 'now' | 'today' | 'scope'>,
	facts: Pick<DunningFacts, 'calendar' | 'policy' | 'contacts'>,
	held: DecisionReason | undefined
): Date => (held ? new Date(unit.now.getTime() + WHILE_HELD) : nextWindow(unit, facts));

/** Milliseconds. */
const WHILE_HELD = 30 * 60_000;

const DAY = 1440;

/** Minutes the latest riser of the contacts is behind the organisation; 0 when their hours never meet ours. */
function lagOf(
	contacts: DunningFacts['contacts'],
	ours: number,
	{ sendFromMinute, sendUntilMinute }: DunningFacts['policy']
): number {
	const behind = contacts
		.flatMap(({ minuteOfDay }) => minuteOfDay ?? [])
		.map((theirs) => (((ours - theirs) % DAY) + DAY) % DAY)
		.filter((minutes) => sendFromMinute + minutes < sendUntilMinute);
	return Math.max(0, ...behind);
}
