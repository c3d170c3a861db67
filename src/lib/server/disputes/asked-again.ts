import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import type { Case } from './case-queries';
import { quietPeriodFromToday } from './quiet-period';
import { dueAgainIf } from './still-due';

/** What the customer is to pay again once the case is decided so, and until when nobody reminds him of it. */
export async function askedAgainIf(
	unit: Unit<InsideScope>,
	about: Case,
	acceptedMinor: bigint
): Promise<Pick<MailFacts['dispute-decided'], 'dueAgain' | 'quietUntil'>> {
	const dueAgain = await dueAgainIf(unit, about, acceptedMinor);
	if (!dueAgain) return {};
	return { dueAgain, quietUntil: (await quietPeriodFromToday(unit)).quietUntil };
}
