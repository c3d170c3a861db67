import { isSameAddress } from '$lib/domain/same-address';
import type { InsideScope } from '../auth/scope';
import { reachedToday } from '../customers/contact-queries';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { followersEver, followersOf, raiserOf, type Follower } from './recipients';

/** Somebody who followed a case and is written to no more. */
export type FormerFollower = Pick<Follower, 'id' | 'name' | 'email'> & {
	/** His own word, a colleague's, or that he is no contact any more. */
	because: 'stopped' | 'removed' | 'contact_removed';
	/** Who took him off; null unless a colleague did. */
	by: string | null;
	/** Null where his contact went. */
	endedAt: Date | null;
};

/** Who followed a case and is told nothing any more, once each, but for those who follow it again. */
export async function formerFollowersOf(
	unit: Unit<InsideScope>,
	disputeId: string
): Promise<FormerFollower[]> {
	const now = await followersOf(unit, disputeId);
	const told = new Set(now.flatMap(({ id, email }) => [id, email.toLowerCase()]));
	const left = (await followersEver(unit, disputeId)).filter(
		({ id, email }) => !told.has(id) && !told.has(email.toLowerCase())
	);
	// The last time counts for whoever left twice.
	const former = new Map(left.map((row) => [row.email.toLowerCase(), row]));
	return [...former.values()].map(formerOf);
}

/** Whether whoever raised the case still reads what becomes of it. */
export const raiserIsTold = async (
	unit: Unit<InsideScope>,
	{ dispute }: Pick<Case, 'dispute'>
): Promise<boolean> => (await reachedToday(unit, [raiserOf(dispute)])).length > 0;

function formerOf({ id, name, email, removedAt, removedBy }: Follower): FormerFollower {
	const common = { id, name, email };
	if (removedAt === null || removedBy === null)
		return { ...common, because: 'contact_removed', by: null, endedAt: null };
	if (isSameAddress(removedBy, email))
		return { ...common, because: 'stopped', by: null, endedAt: removedAt };
	return { ...common, because: 'removed', by: removedBy, endedAt: removedAt };
}
