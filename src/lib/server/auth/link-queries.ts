import { and, count, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { contactsToday } from '../customers/contact-queries';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { link } from '../db/schema/links';
import { shownByLinks } from '../disputes/shown-by-links';
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

/** Why the link of a mail opens nothing any more, whoever it was made for. */
export type LinkEnd = 'contact_removed' | 'contact_moved' | 'link_ended';

/** Of these links, those that have ended, and why. */
export async function endedLinks(
	unit: Unit<InsideScope>,
	linkIds: readonly string[]
): Promise<ReadonlyMap<string, LinkEnd>> {
	if (linkIds.length === 0) return new Map();
	const rows = await unit.tx
		.select({
			id: link.id,
			contactId: link.contactId,
			email: link.holderEmail,
			revokedAt: link.revokedAt
		})
		.from(link)
		.where(and(eq(link.organisationId, unit.scope.organisationId), oneOf(link.id, linkIds)));
	const addresses = await contactsToday(
		unit,
		rows.flatMap(({ contactId }) => contactId ?? [])
	);
	const ends = rows.map((row) => [row.id, endOf(row, addresses)] as const);
	return new Map(ends.filter((pair): pair is [string, LinkEnd] => pair[1] !== null));
}

function endOf(
	{ contactId, email, revokedAt }: Pick<Link, 'contactId' | 'revokedAt'> & { email: string },
	addresses: ReadonlyMap<string, string>
): LinkEnd | null {
	if (contactId !== null && !addresses.has(contactId)) return 'contact_removed';
	if (revokedAt === null) return null;
	return contactId !== null && addresses.get(contactId) !== email ? 'contact_moved' : 'link_ended';
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
				isOpen(unit)
			)
		);

/** Whom a link was made for; null when it is gone. */
export async function holderOf(unit: Unit<InsideScope>, linkId: string) {
	const [row] = await unit.tx
		.select({
			contactId: link.contactId,
			name: link.holderName,
			email: link.holderEmail,
			language: link.language
		})
		.from(link)
		.where(and(eq(link.organisationId, unit.scope.organisationId), eq(link.id, linkId)));
	return row ?? null;
}

/** What a link opens, for whom and until when, whatever its state; without its token. */
export type LinkFacts = Pick<
	Link,
	'id' | 'customerId' | 'contactId' | 'holderEmail' | 'expiresAt' | 'revokedAt'
>;

export async function linksByIds(
	unit: Unit<InsideScope>,
	linkIds: readonly string[]
): Promise<ReadonlyMap<string, LinkFacts>> {
	if (linkIds.length === 0) return new Map();
	const rows = await unit.tx
		.select({
			id: link.id,
			customerId: link.customerId,
			contactId: link.contactId,
			holderEmail: link.holderEmail,
			expiresAt: link.expiresAt,
			revokedAt: link.revokedAt
		})
		.from(link)
		.where(and(eq(link.organisationId, unit.scope.organisationId), oneOf(link.id, linkIds)));
	return new Map(rows.map((row) => [row.id, row]));
}

/** The newest door to this customer's account that is open to this address; null when there is none. */
export async function openDoorOf(
	unit: Unit<InsideScope>,
	{ customerId, email }: { customerId: string; email: string }
): Promise<Link | null> {
	const [row] = await unit.tx
		.select()
		.from(link)
		.where(
			and(
				eq(link.organisationId, unit.scope.organisationId),
				eq(link.kind, 'portal'),
				eq(link.customerId, customerId),
				eq(sql`lower(${link.holderEmail})`, email.toLowerCase()),
				gt(link.expiresAt, unit.now),
				isNull(link.revokedAt)
			)
		)
		.orderBy(desc(link.createdAt), desc(link.id))
		.limit(1);
	return row ?? null;
}

/** As the door itself says (links.ts). */
const isOpen = (unit: Unit<InsideScope>) =>
	and(
		isNull(link.revokedAt),
		or(
			gt(link.expiresAt, unit.now),
			and(eq(link.kind, 'resolver'), inArray(link.disputeId, shownByLinks(unit)))
		)
	);

/** How many doors of each kind are open now. */
export async function openLinkCounts(unit: Unit<InsideScope>) {
	const rows = await unit.tx
		.select({ kind: link.kind, count: count() })
		.from(link)
		.where(and(eq(link.organisationId, unit.scope.organisationId), isOpen(unit)))
		.groupBy(link.kind);
	const of = (kind: Link['kind']) => rows.find((row) => row.kind === kind)?.count ?? 0;
	return { portal: of('portal'), resolver: of('resolver') };
}
