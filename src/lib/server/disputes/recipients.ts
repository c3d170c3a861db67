import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import type { Language } from '$lib/i18n/language';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import { namesToday, reachedToday } from '../customers/contact-queries';
import type { Unit } from '../db/client';
import { disputeFollower } from '../db/schema/followers';
import type { Case } from './case-queries';

export type Follower = typeof disputeFollower.$inferSelect;

export interface Recipient {
	email: string;
	name: string;
	language: Language;
	/** Opens the account; without one the mail opens nothing. */
	contactId: string | null;
	/** Missing: it is his own case. */
	follower?: { id: string; by: string };
}

/**
 * Who follows a case now, at the address of today, in the order they began. A contact who was removed
 * follows nothing any more.
 */
export const followersOf = async (unit: Unit<Scope>, disputeId: string): Promise<Follower[]> =>
	reachedToday(unit, await followersEver(unit, disputeId, isNull(disputeFollower.removedAt)));

/** Those who left included. */
export const followersEver = (
	unit: Unit<Scope>,
	disputeId: string,
	which?: SQL
): Promise<Follower[]> =>
	unit.tx
		.select()
		.from(disputeFollower)
		.where(
			and(
				eq(disputeFollower.organisationId, unit.scope.organisationId),
				eq(disputeFollower.disputeId, disputeId),
				which
			)
		)
		.orderBy(asc(disputeFollower.addedAt), asc(disputeFollower.id));

/** Everybody who is told about a case, once per address: whoever raised it, then those who follow it. */
export async function recipientsOf(unit: Unit<Scope>, about: Case): Promise<Recipient[]> {
	if (unit.scope.audience !== 'resolver') return readRecipients(unit, about);
	// Whoever was asked about a case does not see who follows it.
	return fromInside(unit, (beside) => readRecipients(beside, about));
}

async function readRecipients(unit: Unit<Scope>, { dispute }: Case): Promise<Recipient[]> {
	const followers = (await followersOf(unit, dispute.id)).map((row) => recipientOf(row));
	const known = dispute.raisedByEmail
		? [await raiserToTell(unit, dispute), ...followers]
		: followers;
	const all = await reachedToday(unit, known);
	const byAddress = new Map(all.toReversed().map((one) => [one.email.toLowerCase(), one]));
	return all.filter((one) => byAddress.get(one.email.toLowerCase()) === one);
}

/** Whoever raised it, as he signed. */
export const raiserOf = (dispute: Case['dispute']): Recipient => ({
	email: dispute.raisedByEmail,
	name: dispute.raisedByName,
	language: dispute.language,
	// Only a contact of the customer is given the whole account: an address somebody typed answers by mail.
	contactId: dispute.raisedByContactId
});

/** The same, to be greeted: a signature may name whoever the link was passed on to as well. */
export async function raiserToTell(
	unit: Unit<Scope>,
	dispute: Case['dispute']
): Promise<Recipient> {
	const raiser = raiserOf(dispute);
	const { contactId } = raiser;
	const name = contactId && (await namesToday(unit, [contactId])).get(contactId);
	return { ...raiser, name: name || raiser.name };
}

export const recipientOf = (row: Follower): Recipient => ({
	email: row.email,
	name: row.name,
	language: row.language,
	contactId: row.contactId,
	follower: { id: row.id, by: row.addedByName }
});
