import type { Presence, Presences } from '../absences/presence';
import type { ToldStep } from './follow-up-queries';
import type { OpenQuestion } from './open-questions';

/** Who answers an open question today. */
export interface Told extends Presence {
	/** Not the same as was told last. */
	hasMoved: boolean;
}

/**
 * His substitute while he is away. Back again it is his own, unless whoever stood in took it up: he asked back, and
 * waits for what he asked.
 */
export function whoIsTold(
	{ asked, signedBy }: OpenQuestion,
	taken: readonly ToldStep[],
	presences: Presences
): Told {
	const { standInId, standInName } = taken.at(-1) ?? asked;
	const now = presences.of(asked);
	const tookIt = standInId !== null && standInName === signedBy;
	const standIn = tookIt && !now.awayUntil ? presences.answering(standInId) : now.standIn;
	return { ...now, standIn, hasMoved: (standIn?.id ?? null) !== standInId };
}
