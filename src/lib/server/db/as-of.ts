import type { LocalDate } from '$lib/domain/calendar';

/** A look back: which day it is about, and what was known of it. */
export interface AsOf {
	day: LocalDate;
	/** What was recorded up to and including this instant was known. */
	at: Date;
	/** Also what was recorded later about that day and the days before: the day as it is known now. */
	withLate?: boolean;
}
