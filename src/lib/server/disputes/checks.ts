import type { Check } from '../checks/check';
import { agreedAndUndone, agreedNotCarriedOut } from './proposals';

const HOUR_MS = 3_600_000;

/** What was promised of cases. */
export const disputeChecks: readonly Check[] = [
	{
		// The engine tries again at each ring: what is not booked within the hour needs a person.
		name: 'agreed_not_booked',
		nameless: true,
		async broken(unit) {
			const since = new Date(unit.now.getTime() - HOUR_MS);
			const late = (await agreedNotCarriedOut(unit)).filter(({ answeredAt }) => answeredAt < since);
			return [...late, ...(await agreedAndUndone(unit))].map(({ id }) => id);
		}
	}
];
