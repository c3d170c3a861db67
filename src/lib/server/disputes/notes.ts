import { and, asc, eq } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { message } from '../db/schema/messages';

/** When somebody of the house wrote to the house in these cases, and who it was; the oldest first. */
export async function notesOf({ tx, scope }: Unit<InsideScope>, disputeIds: ReadonlySet<string>) {
	if (disputeIds.size === 0) return () => [];
	const { disputeId, authorName, authorEmail, at } = message;
	const rows = await tx
		.select({ disputeId, authorName, authorEmail, at })
		.from(message)
		.where(
			and(
				eq(message.organisationId, scope.organisationId),
				oneOf(disputeId, [...disputeIds]),
				eq(message.audience, 'internal'),
				eq(message.authorKind, 'staff')
			)
		)
		.orderBy(asc(at), asc(message.id));
	const byCase = groupBy(rows, (row) => row.disputeId);
	return (id: string): readonly (typeof rows)[number][] => byCase.get(id) ?? [];
}
