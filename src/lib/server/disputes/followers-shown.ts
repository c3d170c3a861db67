import { isSameAddress } from '$lib/domain/same-address';
import { mayRemoveFollower } from '$lib/domain/disputes/followers';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reachedToday } from '../customers/contact-queries';
import type { Case } from './case-queries';
import { followersOf, raiserOf } from './recipients';

/** Those who follow a case, as a colleague of theirs reads it: by name. */
export async function followersShown(unit: Unit<PortalScope>, { dispute }: Case) {
	const { email } = unit.scope.holder;
	const rows = await followersOf(unit, dispute.id);
	// Whoever is no contact any more is told nothing, and stands in no list of those who are.
	const [raiser] = await reachedToday(unit, [raiserOf(dispute)]);
	const isMe = (address: string) => isSameAddress(address, email);
	return {
		raisedBy: raiser?.name ?? '',
		mine: isMe(raiser?.email ?? '') || rows.some((row) => isMe(row.email)),
		list: rows.map((row) => ({
			id: row.id,
			name: row.name,
			addedBy: row.addedByName === row.name ? null : row.addedByName,
			isMe: isMe(row.email),
			mayRemove: mayRemoveFollower(row, email)
		}))
	};
}
