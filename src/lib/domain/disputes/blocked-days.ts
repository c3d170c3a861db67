import { daysBetween, type LocalDate } from '../calendar';
import { isReopening, waitsIn, type DeadlineFacts } from './deadlines';

/** A case, and those that went into it, each with what went into it before. */
export interface BlockedCase extends Pick<DeadlineFacts, 'transitions' | 'openedOn'> {
	readonly doubles: readonly { readonly mergedOn: LocalDate; readonly of: BlockedCase }[];
}

/**
 * Calendar days by then since the customer contested it, or since it was opened again; not those he was waited for.
 * What came over from another case was blocked there before: the amount that waits longest says how long it is.
 */
export function blockedDaysBy(
	{ transitions, openedOn, doubles }: BlockedCase,
	until: LocalDate
): number {
	const first = transitions.findLast(isReopening)?.on ?? openedOn;
	const since = (from: LocalDate) => notWaited(transitions, from, until);
	const cameOver = doubles
		.filter(({ mergedOn }) => mergedOn >= first)
		.map(({ mergedOn, of }) => blockedDaysBy(of, mergedOn) + since(mergedOn));
	return Math.max(since(first), ...cameOver);
}

function notWaited(
	transitions: BlockedCase['transitions'],
	from: LocalDate,
	until: LocalDate
): number {
	const waited = waitsIn(transitions, until)
		.map((wait) => daysBetween(wait.from > from ? wait.from : from, wait.until))
		.reduce((sum, days) => sum + Math.max(0, days), 0);
	return Math.max(0, daysBetween(from, until) - waited);
}
