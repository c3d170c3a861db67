import type { LocalDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import type { PromiseReader } from '../promises/made-promises';
import type { Case } from './case-queries';
import { stillDueOf } from './still-due';

/** What the letter about an end without a decision says of the money; asked before the case ends. */
export async function endedFacts(
	unit: Unit<PromiseReader>,
	about: Case,
	quietUntil: LocalDate | null
): Promise<NonNullable<MailFacts['dispute-update']['ended']>> {
	const { stillDue: now } = await stillDueOf(unit, about);
	const { stillDue: after } = await stillDueOf(unit, about, true);
	// What another case contests, a promise holds or he says he paid is not asked for because this one ends.
	return { again: money(after.minor - now.minor, now.currency), quietUntil };
}
