import { and, desc, eq, isNull } from 'drizzle-orm';
import { isToken } from '$lib/domain/link-token';
import { AppError } from '$lib/domain/errors';
import type { AccountKey } from '../../auth/account-keys';
import { hashOf } from '../../auth/hash';
import type { InsideScope } from '../../auth/scope';
import { withProof, type Unit } from '../../db/client';
import { oneOf } from '../../db/one-of';
import { invitation } from '../../db/schema/invitations';

export type Invitation = typeof invitation.$inferSelect;

const waiting = ({ scope }: Unit<InsideScope>) =>
	and(
		eq(invitation.organisationId, scope.organisationId),
		isNull(invitation.acceptedAt),
		isNull(invitation.revokedAt)
	);

/** Neither accepted nor taken back, expired ones too: the newest first. */
export const waitingInvitations = (unit: Unit<InsideScope>): Promise<Invitation[]> =>
	unit.tx.select().from(invitation).where(waiting(unit)).orderBy(desc(invitation.invitedAt));

/** @throws not_found */
export async function waitingInvitation(
	unit: Unit<InsideScope>,
	invitationId: string
): Promise<Invitation> {
	const [row] = await unit.tx
		.select()
		.from(invitation)
		.where(and(waiting(unit), eq(invitation.id, invitationId)));
	if (!row) throw new AppError('not_found');
	return row;
}

/** Whatever its state; null when nobody ever sent it. */
export async function invitationWith(token: string): Promise<Invitation | null> {
	if (!isToken(token)) return null;
	const hash = hashOf(token);
	return withProof(
		hash,
		async (tx) =>
			(await tx.select().from(invitation).where(eq(invitation.tokenHash, hash)))[0] ?? null
	);
}

/** Of these keys, those whose invitation still waits. */
export async function openInvitations(
	unit: Unit<InsideScope>,
	keys: readonly AccountKey[]
): Promise<string[]> {
	const ids = keys.flatMap(({ kind, id }) => (kind === 'invitation' ? id : []));
	if (ids.length === 0) return [];
	const rows = await unit.tx
		.select({ id: invitation.id })
		.from(invitation)
		.where(and(waiting(unit), oneOf(invitation.id, ids)));
	return rows.map(({ id }) => id);
}
