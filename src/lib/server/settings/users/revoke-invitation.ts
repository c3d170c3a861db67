import { and, eq } from 'drizzle-orm';
import { record } from '../../audit/record';
import type { DeskScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { invitation } from '../../db/schema/invitations';
import { waitingInvitation, type Invitation } from './invitation-queries';
import { putInvitation } from './invite-user';

/** Its link opens nothing any more. @throws not_found */
export async function revokeInvitation(
	unit: Unit<DeskScope>,
	{ invitationId }: { invitationId: string }
): Promise<void> {
	const { id, email } = await endInvitation(unit, invitationId);
	await record(unit, 'user.invitation_revoked', { kind: 'user', id }, { email });
}

/** Another link to the same address, for another seven days; the one before ends. @throws not_found */
export async function inviteAgain(
	unit: Unit<DeskScope>,
	{ invitationId }: { invitationId: string }
): Promise<void> {
	const before = await endInvitation(unit, invitationId);
	const id = await putInvitation(unit, before);
	const { email, role } = before;
	await record(
		unit,
		'user.invited_again',
		{ kind: 'user', id },
		{ email, role, before: before.id }
	);
}

async function endInvitation(unit: Unit<DeskScope>, invitationId: string): Promise<Invitation> {
	const found = await waitingInvitation(unit, invitationId);
	await unit.tx
		.update(invitation)
		.set({ revokedAt: unit.now })
		.where(and(eq(invitation.organisationId, found.organisationId), eq(invitation.id, found.id)));
	return found;
}
