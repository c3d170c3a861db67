import type { LocalDate } from '$lib/domain/calendar';
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
	const { onHold } = await stillDueOf(unit, about);
	return { again: onHold, quietUntil };
}
