import { mayRemoveFollower } from '$lib/domain/disputes/followers';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { followersOf } from './recipients';

/** Those who follow a case, as a colleague of theirs reads it: by name. */
export async function followersShown(unit: Unit<PortalScope>, { dispute }: Case) {
	const { email } = unit.scope.holder;
	const rows = await followersOf(unit, dispute.id);
	const isMe = (address: string) => address.toLowerCase() === email.toLowerCase();
	return {
		raisedBy: dispute.raisedByName,
		mine: isMe(dispute.raisedByEmail) || rows.some((row) => isMe(row.email)),
		list: rows.map((row) => ({
			id: row.id,
			name: row.name,
			addedBy: row.addedByName === row.name ? null : row.addedByName,
			isMe: isMe(row.email),
			mayRemove: mayRemoveFollower(row, email)
		}))
	};
}
