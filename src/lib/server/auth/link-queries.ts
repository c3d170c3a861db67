import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { link } from '../db/schema/links';
import type { Link } from './links';
import type { InsideScope } from './scope';

/** Which door the link of a mail opens; null for a mail without one. */
export async function linkKindOf(
	unit: Unit<InsideScope>,
	linkId: string | null
): Promise<Link['kind'] | null> {
	return linkId ? (await linkKindsOf(unit, [linkId]))(linkId) : null;
}

/** The same for many. */
export async function linkKindsOf(
	unit: Unit<InsideScope>,
	linkIds: readonly string[]
): Promise<(linkId: string | null) => Link['kind'] | null> {
	if (linkIds.length === 0) return () => null;
	const rows = await unit.tx
		.select({ id: link.id, kind: link.kind })
		.from(link)
		.where(and(eq(link.organisationId, unit.scope.organisationId), oneOf(link.id, linkIds)));
	const kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
	return (linkId) => (linkId && kinds.get(linkId)) || null;
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
