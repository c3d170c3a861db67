import { isClosed } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { DisputeRow } from './lock-dispute';
import { followingOf } from './open-following';
import { reopenableUntil } from './reopenable-until';
import { spokenAtOf } from './unanswered-words';
import { lastWords, versionRead } from './words-since';

type Closed = Pick<DisputeRow, 'id' | 'status'>;

export async function isTooLate(unit: Unit<DeskScope>, closed: Closed): Promise<boolean> {
	const until = await reopenableUntil(unit, closed);
	return until !== null && unit.today > until;
}

/** The case that took it up, where it was closed too long ago to go on itself. */
export const takenUpIn = async (
	unit: Unit<DeskScope>,
	closed: Closed
): Promise<DisputeRow | null> =>
	(await isTooLate(unit, closed)) ? followingOf(unit, closed.id) : null;

/** The closed case at the end of those that took it up, one after the other: it is the one opened again. */
export async function lastFollowing(
	unit: Unit<DeskScope>,
	closed: Closed
): Promise<DisputeRow | null> {
	const following = await takenUpIn(unit, closed);
	if (!following || !isClosed(following.status)) return null;
	return (await lastFollowing(unit, following)) ?? following;
}

/** The open case that took it up, be it after others that were closed again: nothing is left to open in this one. */
export async function openIn(unit: Unit<DeskScope>, closed: Closed): Promise<string | null> {
	const following = await takenUpIn(unit, closed);
	if (!following) return null;
	return isClosed(following.status) ? openIn(unit, following) : following.reference;
}

/** What whoever opens an old case again has to have read of the one that goes on instead. */
export async function goesOnIn(unit: Unit<DeskScope>, closed: Closed) {
	const last = await lastFollowing(unit, closed);
	if (!last) return null;
	const isUnanswered = (await spokenAtOf(unit, last.id)) !== null;
	return {
		reference: last.reference,
		version: await versionRead(unit, last.id),
		/** Its newest words, where nobody answered them: they are not in the conversation of this one. */
		said: isUnanswered ? await lastWords(unit, last.id) : null
	};
}
