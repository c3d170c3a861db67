import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import type { Case } from './case-queries';
import { stillDueIf } from './still-due';

/** What the customer is to pay again once the case is decided so, and by when he is to pay what is left. */
export async function askedAgainIf(
	unit: Unit<InsideScope>,
	about: Case,
	acceptedMinor: bigint
): Promise<Pick<MailFacts['dispute-decided'], 'dueAgain' | 'left'>> {
	const { dueAgain, stillDue, dueOn, days, promised } = await stillDueIf(
		unit,
		about,
		acceptedMinor
	);
	if (!dueAgain) return {};
	return { dueAgain, left: { stillDue, dueOn, days, promised, today: unit.today } };
}
