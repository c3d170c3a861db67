import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Unit } from '../db/client';
import { link } from '../db/schema/links';
import { endDevicesOfLinks } from '../delivery/push/end-devices';
import { questionsOfOthers } from '../disputes/resolver-queries';
import type { Scope } from './scope';

export const revokeLink = (unit: Unit<Scope>, linkId: string): Promise<number> =>
	revoke(unit, eq(link.id, linkId));

/** Every door that mails about this question opened. */
export const revokeLinksOfAssignment = (unit: Unit<Scope>, assignmentId: string): Promise<number> =>
	revoke(unit, eq(link.assignmentId, assignmentId));

/** Whoever answered for a team has no door to what others are asked any more; his own questions stay his. */
export const revokeLinksOfFormerHead = (unit: Unit<Scope>, email: string): Promise<number> =>
	revoke(
		unit,
		and(
			eq(link.kind, 'resolver'),
			eq(sql`lower(${link.holderEmail})`, email.toLowerCase()),
			inArray(link.assignmentId, questionsOfOthers(unit, email))
		)!
	);

/** Whoever works here no more has no door to what he was asked, nor to what others were. */
export const revokeLinksOfColleague = (unit: Unit<Scope>, email: string): Promise<number> =>
	revoke(
		unit,
		and(eq(link.kind, 'resolver'), eq(sql`lower(${link.holderEmail})`, email.toLowerCase()))!
	);

/** Every door that mails to this contact opened. */
export const revokeLinksOfContact = (unit: Unit<Scope>, contactId: string): Promise<number> =>
	revoke(unit, eq(link.contactId, contactId));

/** Every door to an account and its cases; null: to every account of the house. @returns how many closed */
export const revokeLinksOfAccount = (
	unit: Unit<Scope>,
	customerId: string | null
): Promise<number> => revoke(unit, customerId ? eq(link.customerId, customerId) : sql`true`);

async function revoke(unit: Unit<Scope>, which: SQL): Promise<number> {
	const revoked = await unit.tx
		.update(link)
		.set({ revokedAt: unit.now })
		.where(and(eq(link.organisationId, unit.scope.organisationId), which, isNull(link.revokedAt)))
		.returning({ id: link.id, kind: link.kind });
	// Devices are told through the door they were asked through.
	const doors = revoked.filter(({ kind }) => kind === 'portal');
	await endDevicesOfLinks(
		unit,
		doors.map(({ id }) => id)
	);
	return revoked.length;
}
