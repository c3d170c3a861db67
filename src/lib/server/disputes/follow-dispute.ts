import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { followerKind, mayRemoveFollower, MOST_FOLLOWERS } from '$lib/domain/disputes/followers';
import { AppError } from '$lib/domain/errors';
import { LANGUAGES } from '$lib/i18n/language';
import { record } from '../audit/record';
import { hashOf } from '../auth/hash';
import { actorOf, type DeskScope, type PortalScope } from '../auth/scope';
import { stopKeyOf } from '../auth/stop-key';
import { contactsOf } from '../customers/queries';
import type { Unit } from '../db/client';
import { disputeFollower } from '../db/schema/followers';
import type { Case } from './case-queries';
import { freeAddress } from './free-address';
import { lockDispute } from './lock-dispute';
import { followersEver, followersOf, recipientOf, type Follower } from './recipients';
import { tellOne, updateOf } from './tell-followers';

type FollowScope = PortalScope | DeskScope;

/** Somebody else who is told about a case. */
export const newFollower = z.object({
	name: z.string().trim().min(1).max(200),
	email: z.email().max(254),
	language: z.enum(LANGUAGES)
});
export type NewFollower = z.infer<typeof newFollower>;

/** Ever, those who left included: a case is no list to write to. */
const MOST_EVER = 3 * MOST_FOLLOWERS;

/**
 * Somebody else is told about the case from now on, and told so at once. Added twice, he follows once.
 * @throws follower_stranger, follower_stopped, too_many_followers
 */
export async function followDispute(
	unit: Unit<FollowScope>,
	about: Case,
	input: NewFollower
): Promise<void> {
	const { dispute } = about;
	await lockDispute(unit, dispute.id);
	const email = input.email.trim().toLowerCase();
	const following = await followersOf(unit, dispute.id);
	if (following.some((row) => row.email.toLowerCase() === email)) return;
	if (dispute.raisedByEmail.toLowerCase() === email) return;
	await refuseTooMany(unit, dispute.id, following, email);
	await freeAddress(unit, dispute.id, { following, email });
	const row = await insertFollower(unit, about, { ...input, email });
	const told = await updateOf(unit, about, 'followed', { by: row.addedByName });
	// Who adds himself reads it on his page.
	if (email !== ownEmail(unit.scope))
		await tellOne(unit, about, told, { onceKey: 'dispute-followed', to: recipientOf(row) });
	await record(unit, 'dispute.followed', subjectOf(about), { name: row.name, email });
}

async function insertFollower(
	unit: Unit<FollowScope>,
	{ dispute }: Case,
	input: NewFollower
): Promise<Follower> {
	const id = uuidv7();
	const isStaff = unit.scope.audience === 'desk';
	const row: Follower = {
		organisationId: unit.scope.organisationId,
		id,
		customerId: dispute.customerId,
		disputeId: dispute.id,
		...(await addressee(unit, dispute.customerId, input)),
		email: input.email,
		addedAt: unit.now,
		addedByKind: isStaff ? 'staff' : 'customer',
		addedByName: actorOf(unit.scope).name,
		linkId: unit.scope.audience === 'portal' ? unit.scope.holder.linkId : null,
		stopHash: hashOf(stopKeyOf(id)),
		removedAt: null,
		removedBy: null
	};
	await unit.tx.insert(disputeFollower).values(row);
	return row;
}

/** A contact is known by his own name, language and door; staff may write to anybody, who opens nothing. */
async function addressee(unit: Unit<FollowScope>, customerId: string, input: NewFollower) {
	const contacts = await contactsOf(unit, customerId);
	const found = followerKind(input.email, { contacts, holderEmail: ownEmail(unit.scope) });
	const known = contacts.find(({ id }) => found.kind === 'contact' && id === found.contactId);
	if (known)
		return {
			contactId: known.id,
			name: known.name || input.name,
			language: known.language ?? input.language
		};
	if (found.kind === 'stranger' && unit.scope.audience === 'portal')
		throw new AppError('follower_stranger', { email: input.email }, 'email');
	return { contactId: null, name: input.name, language: input.language };
}

async function refuseTooMany(
	unit: Unit<FollowScope>,
	disputeId: string,
	following: readonly Follower[],
	email: string
): Promise<void> {
	const ever = await followersEver(unit, disputeId);
	if (following.length >= MOST_FOLLOWERS || ever.length >= MOST_EVER)
		throw new AppError('too_many_followers', { most: String(MOST_FOLLOWERS) }, 'email');
	// His last word counts: he may have come back since, and been taken off by somebody else.
	const last = ever.findLast((row) => row.email === email);
	// Whoever ended his mails decides himself to have them again.
	if (last?.removedBy === email && email !== ownEmail(unit.scope))
		throw new AppError('follower_stopped', { email }, 'email');
}

/** @throws not_found, not_allowed for a colleague who opens the account himself */
export async function unfollowDispute(
	unit: Unit<FollowScope>,
	about: Case,
	followerId: string
): Promise<void> {
	await lockDispute(unit, about.dispute.id);
	const row = await followerById(unit, about, followerId);
	const own = ownEmail(unit.scope);
	if (unit.scope.audience === 'portal' && !mayRemoveFollower(row, own))
		throw new AppError('not_allowed');
	if (row.removedAt) return;
	const removedBy = isHimself(unit.scope, row) ? row.email : actorOf(unit.scope).name;
	await unit.tx
		.update(disputeFollower)
		.set({ removedAt: unit.now, removedBy })
		.where(
			and(
				eq(disputeFollower.organisationId, unit.scope.organisationId),
				eq(disputeFollower.id, followerId)
			)
		);
	await record(unit, 'dispute.unfollowed', subjectOf(about), { name: row.name, email: row.email });
}

/** Also one who left already: removed twice, he is removed. @throws not_found */
async function followerById(
	unit: Unit<FollowScope>,
	{ dispute }: Case,
	id: string
): Promise<Follower> {
	const [row] = await unit.tx
		.select()
		.from(disputeFollower)
		.where(
			and(
				eq(disputeFollower.organisationId, unit.scope.organisationId),
				eq(disputeFollower.disputeId, dispute.id),
				eq(disputeFollower.id, id)
			)
		);
	if (!row) throw new AppError('not_found');
	return row;
}

const subjectOf = ({ dispute }: Case) => ({
	kind: 'dispute' as const,
	id: dispute.id,
	customerId: dispute.customerId
});

/** Whoever his link was passed on to, and says so, is somebody else: what he ends, another may begin again. */
const isHimself = (scope: FollowScope, { email }: Follower): boolean =>
	email.toLowerCase() === ownEmail(scope) &&
	(scope.audience === 'desk' || scope.holder.acting === undefined);

const ownEmail = (scope: FollowScope): string =>
	(scope.audience === 'desk' ? scope.user.email : scope.holder.email).toLowerCase();
