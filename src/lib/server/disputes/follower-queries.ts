import { and, eq, isNull } from 'drizzle-orm';
import { contactsToday } from '../customers/contact-queries';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { disputeFollower } from '../db/schema/followers';

/** Of these followers, those who are still told about their case. */
export async function stillFollowing(
	unit: Unit<InsideScope>,
	followerIds: readonly string[]
): Promise<ReadonlySet<string>> {
	if (followerIds.length === 0) return new Set();
	const rows = await unit.tx
		.select({ id: disputeFollower.id, contactId: disputeFollower.contactId })
		.from(disputeFollower)
		.where(
			and(
				eq(disputeFollower.organisationId, unit.scope.organisationId),
				oneOf(disputeFollower.id, followerIds),
				isNull(disputeFollower.removedAt)
			)
		);
	const contacts = await contactsToday(
		unit,
		rows.flatMap(({ contactId }) => contactId ?? [])
	);
	const told = rows.filter(({ contactId }) => contactId === null || contacts.has(contactId));
	return new Set(told.map(({ id }) => id));
}
