import type { LocalDate } from '$lib/domain/calendar';
import type { Colleague, Presences } from './presence';

/** How a colleague is named where one is chosen while he is away. */
export interface Away {
	until: LocalDate;
	/** Who answers meanwhile; null: nobody does. */
	standIn: string | null;
}

/** All that is said to whoever has no account: what is asked of him goes to somebody else, whoever that is. */
export const GOES_ON = 'goes_on';

/** Null where nobody stands in: then it waits for him, as if he were there. */
export const awayToOthers = (away: Away | null): typeof GOES_ON | null =>
	away?.standIn ? GOES_ON : null;

/** Null: he is there. */
export function awayNow(
	presences: Presences,
	{ id, email }: Pick<Colleague, 'id' | 'email'>
): Away | null {
	const { awayUntil, standIn } = presences.of({ userId: id, resolverEmail: email });
	return awayUntil && { until: awayUntil, standIn: standIn?.name ?? null };
}
