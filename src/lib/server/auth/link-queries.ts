import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Unit } from '../db/client';
import { link } from '../db/schema/links';
import type { Link } from './links';
import type { InsideScope } from './scope';

/** Which door the link of a mail opens; null for a mail without one. */
export async function linkKindOf(
	unit: Unit<InsideScope>,
	linkId: string | null
): Promise<Link['kind'] | null> {
	if (!linkId) return null;
	const [row] = await unit.tx
		.select({ kind: link.kind })
		.from(link)
		.where(and(eq(link.organisationId, unit.scope.organisationId), eq(link.id, linkId)));
	return row?.kind ?? null;
}

/** To filter with: the questions this address holds a living link to. */
export const assignmentsOpenTo = (unit: Unit<InsideScope>, email: string) =>
	unit.tx
		.select({ assignmentId: link.assignmentId })
		.from(link)
		.where(
			and(
				eq(link.organisationId, unit.scope.organisationId),
				eq(link.holderEmail, email),
				gt(link.expiresAt, unit.now),
				isNull(link.revokedAt)
			)
		);
