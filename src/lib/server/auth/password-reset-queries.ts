import { and, eq, isNull } from 'drizzle-orm';
import type { AccountKey } from './account-keys';
import { isToken } from '$lib/domain/link-token';
import { withProof, type Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { passwordReset } from '../db/schema/password-resets';
import { hashOf } from './hash';
import type { InsideScope } from './scope';

export type PasswordReset = typeof passwordReset.$inferSelect;

/** Whatever its state; null when nobody ever asked for it. */
export async function resetWith(token: string): Promise<PasswordReset | null> {
	if (!isToken(token)) return null;
	const hash = hashOf(token);
	return withProof(
		hash,
		async (tx) =>
			(await tx.select().from(passwordReset).where(eq(passwordReset.tokenHash, hash)))[0] ?? null
	);
}

/** Those he asked for before open nothing any more. */
export async function endResetsOf(unit: Unit<InsideScope>, userId: string): Promise<void> {
	await unit.tx
		.update(passwordReset)
		.set({ endedAt: unit.now })
		.where(
			and(
				eq(passwordReset.organisationId, unit.scope.organisationId),
				eq(passwordReset.userId, userId),
				isNull(passwordReset.usedAt),
				isNull(passwordReset.endedAt)
			)
		);
}

/** Of these keys, those that still open another password. */
export async function openResets(
	unit: Unit<InsideScope>,
	keys: readonly AccountKey[]
): Promise<string[]> {
	const ids = keys.flatMap(({ kind, id }) => (kind === 'reset' ? id : []));
	if (ids.length === 0) return [];
	const rows = await unit.tx
		.select({ id: passwordReset.id })
		.from(passwordReset)
		.where(
			and(
				eq(passwordReset.organisationId, unit.scope.organisationId),
				oneOf(passwordReset.id, ids),
				isNull(passwordReset.usedAt),
				isNull(passwordReset.endedAt)
			)
		);
	return rows.map(({ id }) => id);
}
