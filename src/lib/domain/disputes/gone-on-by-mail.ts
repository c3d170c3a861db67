import { localDateAt } from '../calendar';
import type { GoingOn } from './offer-over';

/**
 * A case as its customer reads it once he answered by a mail that we have not read: it goes on from that mail on, or
 * from the question, where that came later. Nothing is his to do.
 */
export function goneOnByMail<Facts extends GoingOn>(
	facts: Facts,
	{ since, timeZone }: { since: Date; timeZone: string }
): Facts {
	const last = facts.transitions.at(-1);
	const at = last && last.at > since ? last.at : since;
	const [on, from, to] = [localDateAt(at, timeZone), facts.status, 'in_progress'] as const;
	return {
		...facts,
		status: to,
		transitions: [
			...facts.transitions,
			{ fromStatus: from, toStatus: to, at, on, byKind: 'customer' }
		]
	};
}
