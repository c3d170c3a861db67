import type { Presence, Presences } from '../absences/presence';
import type { ToldStep } from './follow-up-queries';
import type { OpenQuestion } from './open-questions';
import { whoAnswersNow } from './who-answers-now';

/** Who answers an open question today. */
export interface Told extends Presence {
	/** Not the same as was told last. */
	hasMoved: boolean;
	/** The substitute who was told last; null: whoever was asked himself. */
	lastId: string | null;
}

export function whoIsTold(
	{ asked, takenById }: OpenQuestion,
	taken: readonly ToldStep[],
	presences: Presences
): Told {
	const now = whoAnswersNow({ ...asked, takenById }, presences);
	const { standInId } = taken.at(-1) ?? asked;
	return { ...now, lastId: standInId, hasMoved: (now.standIn?.id ?? null) !== standInId };
}
