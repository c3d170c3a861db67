import type { LocalDate } from '$lib/domain/calendar';
import type { Colleague, Presences } from './presence';

/** How a colleague is named where one is chosen while he is away. */
export interface Away {
	until: LocalDate;
	/** Who answers meanwhile; null: nobody does. */
	standIn: string | null;
}

/** Null: he is there. */
export function awayNow(
	presences: Presences,
	{ id, email }: Pick<Colleague, 'id' | 'email'>
): Away | null {
	const { awayUntil, standIn } = presences.of({ userId: id, resolverEmail: email });
	return awayUntil && { until: awayUntil, standIn: standIn?.name ?? null };
}
