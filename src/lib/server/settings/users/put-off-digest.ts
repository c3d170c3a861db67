import { and, desc, eq, sql } from 'drizzle-orm';
import { digestAgainIn } from '$lib/domain/users/digest-again';
import type { SystemScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';
import { lockAccount } from './user-queries';

/** His digest could not be put: nothing of it is told, and it is tried again later, by itself. */
export async function putOffDigest(unit: Unit<SystemScope>, userId: string): Promise<void> {
	const reader = await lockAccount(unit, userId);
	if (!reader) return;
	await unit.tx
		.update(user)
		.set(failedAgain(unit, reader.digestFailures))
		.where(and(eq(user.organisationId, unit.scope.organisationId), eq(user.id, userId)));
}

/**
 * What all of them are made of could not be worked out: whoever has none of today yet waits like one whose own failed, and
 * as long as his own did: nobody waits for hours because the digest of somebody else had failed before.
 */
export async function putOffDigests(unit: Unit<SystemScope>): Promise<void> {
	const areLeft = and(
		eq(user.organisationId, unit.scope.organisationId),
		sql`${user.digestOn} is distinct from ${unit.today}`
	);
	const counts = await unit.tx
		.selectDistinct({ before: user.digestFailures })
		.from(user)
		.where(areLeft)
		.orderBy(desc(user.digestFailures));
	// The highest first: who was counted once is not counted again.
	for (const { before } of counts)
		await unit.tx
			.update(user)
			.set(failedAgain(unit, before))
			.where(and(areLeft, eq(user.digestFailures, before)));
}

function failedAgain({ now }: Unit<SystemScope>, before: number) {
	const digestFailures = before + 1;
	const digestAgainAt = new Date(now.getTime() + digestAgainIn(digestFailures) * 60_000);
	return { digestFailures, digestAgainAt };
}
