import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { isToken } from '$lib/domain/link-token';
import { record } from '../audit/record';
import { hashOf } from '../auth/hash';
import { linkKeeper } from '../auth/links';
import { portalScope, type PortalScope } from '../auth/scope';
import { unitOfWork, withProof } from '../db/client';
import { disputeFollower } from '../db/schema/followers';
import { inlineLogo, logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';
import { caseOf } from './case-queries';
import type { Follower } from './recipients';

/** Whose mails this secret ends. @throws link_unknown */
async function followerWith(secret: string): Promise<Follower> {
	if (!isToken(secret)) throw new AppError('link_unknown');
	const hash = hashOf(secret);
	const [row] = await withProof(hash, (tx) =>
		tx.select().from(disputeFollower).where(eq(disputeFollower.stopHash, hash))
	);
	if (!row) throw new AppError('link_unknown');
	return row;
}

/** Whose language its page speaks; null where nobody was given this secret. */
export async function readerWith(secret: string): Promise<Reader | null> {
	const row = await followerWith(secret).catch(unlessUnknown);
	return row && { organisationId: row.organisationId, email: row.email, language: row.language };
}
type Reader = Pick<Follower, 'organisationId' | 'email' | 'language'>;

function unlessUnknown(thrown: unknown): null {
	if (thrown instanceof AppError) return null;
	throw thrown;
}

/** What is followed, whether still, and whose it is: who stops has no other page of theirs. */
export async function followedWith(secret: string) {
	const row = await followerWith(secret);
	return unitOfWork(await linkKeeper(row), async (unit) => {
		const { dispute } = await caseOf(unit, row.disputeId);
		const organisation = await organisationOf(unit);
		const { name, accent, phone, email } = organisation;
		return {
			reference: dispute.reference,
			ended: row.removedAt !== null,
			creditor: { name, accent, phone, email, logo: inlineLogo(await logoOf(organisation)) }
		};
	});
}

/** Asked twice, it ends once. */
export async function stopFollowing(secret: string): Promise<void> {
	const row = await followerWith(secret);
	await unitOfWork(await himself(row), async (unit) => {
		const ended = await unit.tx
			.update(disputeFollower)
			.set({ removedAt: unit.now, removedBy: row.email })
			.where(
				and(
					eq(disputeFollower.organisationId, row.organisationId),
					eq(disputeFollower.id, row.id),
					isNull(disputeFollower.removedAt)
				)
			)
			.returning({ id: disputeFollower.id });
		if (ended.length === 0) return;
		await record(
			unit,
			'dispute.unfollowed',
			{ kind: 'dispute', id: row.disputeId, customerId: row.customerId },
			{ name: row.name, email: row.email }
		);
	});
}

/** Written down as his own act: whoever holds this secret ends these mails, and acts for nobody else. */
async function himself(row: Follower): Promise<PortalScope> {
	const { organisationId, customerId, id: linkId, contactId, name, email, language } = row;
	const { timeZone } = await linkKeeper(row);
	const holder = { linkId, contactId, name, email, language };
	return portalScope({ organisationId, timeZone, customerId, holder });
}
