import { and, eq } from 'drizzle-orm';
import { digestAgainIn } from '$lib/domain/users/digest-again';
import type { SystemScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';
import { lockAccount } from './user-queries';

/** His digest could not be put: nothing of it is told, and it is tried again later, by itself. */
export async function putOffDigest(unit: Unit<SystemScope>, userId: string): Promise<void> {
	const reader = await lockAccount(unit, userId);
	if (!reader) return;
	const digestFailures = reader.digestFailures + 1;
	const digestAgainAt = new Date(unit.now.getTime() + digestAgainIn(digestFailures) * 60_000);
	await unit.tx
		.update(user)
		.set({ digestFailures, digestAgainAt })
		.where(and(eq(user.organisationId, unit.scope.organisationId), eq(user.id, userId)));
}
