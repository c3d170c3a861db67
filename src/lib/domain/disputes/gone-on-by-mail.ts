import { localDateAt } from '../calendar';
import type { GoingOn } from './offer-over';

/**
 * A case of which a mail may be the answer that we have not read: it goes on from that mail on, or from the question,
 * where that came later, for its customer and for the house alike. Nothing is his to do, and the time it takes to read it is ours.
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
