import type { LocalDate } from '$lib/domain/calendar';
import { m } from '$lib/i18n/paraglide/messages';

/** A payment that was reported, and what became of it. */
export interface Reported {
	verdict: 'found' | 'not_found' | null;
	rests: boolean;
	isBooked: boolean;
	/** The last day on which nothing of it is asked, gone by or not. */
	untilOn: LocalDate | null;
}

/** It did not come, and is asked for again: somebody looked, or its pause is over. */
export const isMissing = ({ verdict, rests, isBooked, untilOn }: Reported): boolean =>
	!isBooked && (verdict === 'not_found' || (verdict === null && untilOn !== null && !rests));

/** What became of it, said first. */
export function claimedTitle(reported: Reported): string {
	if (reported.isBooked || reported.verdict === 'found') return m.pay_claimed_title_found();
	return isMissing(reported) ? m.pay_claimed_title_not_found() : m.pay_claimed_title();
}
