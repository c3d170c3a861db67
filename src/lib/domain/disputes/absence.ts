import { addDays, daysBetween, type LocalDate } from '../calendar';

/** Away from the first day to the last, both included. */
export interface Absence {
	readonly userId: string;
	readonly fromOn: LocalDate;
	readonly untilOn: LocalDate;
	readonly substituteId: string;
}

/** What a warning was about: of anybody else, or over other days, it is another one. */
export const warnedAbout = ({ userId, substituteId, fromOn, untilOn }: Absence): string =>
	[userId, substituteId, fromOn, untilOn].join(' ');

/** Who may be asked at all: the working accounts of the organisation. */
type Working = ReadonlySet<string>;

/**
 * Who answers that day for a colleague who is away: his substitute, or the substitute of that one if he is away
 * too. Null when he is there himself, and when the chain ends with nobody.
 */
export function standsInFor(
	userId: string,
	day: LocalDate,
	absences: readonly Absence[],
	working: Working
): string | null {
	const passed = new Set([userId]);
	let away = absenceOn(userId, day, absences);
	while (away) {
		const next = away.substituteId;
		if (passed.has(next) || !working.has(next)) return null;
		away = absenceOn(next, day, absences);
		if (!away) return next;
		passed.add(next);
	}
	return null;
}

export const absenceOn = (
	userId: string,
	day: LocalDate,
	absences: readonly Absence[]
): Absence | null =>
	absences.find((one) => one.userId === userId && one.fromOn <= day && day <= one.untilOn) ?? null;

/** The longest absence somebody enters, in days. */
export const LONGEST_ABSENCE = 366;

export type AbsenceFault =
	| 'absence_reversed'
	| 'absence_over'
	| 'absence_too_long'
	| 'absence_overlaps'
	| 'substitute_himself'
	| 'substitute_unknown'
	| 'substitute_away';

/** Why it cannot be entered, with the field at fault; null when it can. */
export function absenceFault(
	wanted: Absence,
	known: readonly Absence[],
	working: Working,
	today: LocalDate
): { code: AbsenceFault; field: 'untilOn' | 'fromOn' | 'substituteId' } | null {
	const days = faultOfDays(wanted, known, today);
	if (days) return { code: days, field: days === 'absence_overlaps' ? 'fromOn' : 'untilOn' };
	const substitute = faultOfSubstitute(wanted, known, working);
	return substitute && { code: substitute, field: 'substituteId' };
}

function faultOfDays(
	{ userId, fromOn, untilOn }: Absence,
	known: readonly Absence[],
	today: LocalDate
): AbsenceFault | null {
	if (untilOn < fromOn) return 'absence_reversed';
	if (untilOn < today) return 'absence_over';
	if (daysBetween(fromOn, untilOn) >= LONGEST_ABSENCE) return 'absence_too_long';
	const meets = (one: Absence) => one.fromOn <= untilOn && fromOn <= one.untilOn;
	return known.some((one) => one.userId === userId && meets(one)) ? 'absence_overlaps' : null;
}

function faultOfSubstitute(
	{ userId, fromOn, untilOn, substituteId }: Absence,
	known: readonly Absence[],
	working: Working
): AbsenceFault | null {
	if (substituteId === userId) return 'substitute_himself';
	if (!working.has(substituteId)) return 'substitute_unknown';
	for (let day = fromOn; day <= untilOn; day = addDays(day, 1))
		if (!absenceOn(substituteId, day, known)) return null;
	return 'substitute_away';
}
