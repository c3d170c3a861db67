import { uuidv7 } from 'uuidv7';
import { localDateAt } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { KEY_LIFE_MS } from '$lib/domain/users/keys';
import type { Invited } from '$lib/domain/users/schema';
import { record } from '../../audit/record';
import { accountToken } from '../../auth/account-keys';
import { hashOf } from '../../auth/hash';
import type { DeskScope } from '../../auth/scope';
import { unitOfWork, type Unit } from '../../db/client';
import { invitation } from '../../db/schema/invitations';
import { putMail } from '../../delivery/outbox';
import { accountWithEmail } from '../account-queries';
import { refuseUnknownTeam } from '../teams/refuse-unknown-team';

/**
 * Mails somebody the way to his first password; he is a colleague once he used it.
 * @throws address_taken by an account, in whatever organisation; already_invited, team_unknown
 */
export async function inviteUser(scope: DeskScope, invited: Invited): Promise<string> {
	if (await accountWithEmail(invited.email)) throw new AppError('address_taken', {}, 'email');
	return unitOfWork(scope, async (unit) => {
		await refuseUnknownTeam(unit, invited.team, { field: 'team' });
		const id = await putInvitation(unit, invited);
		const { email, role } = invited;
		await record(unit, 'user.invited', { kind: 'user', id }, { email, role });
		return id;
	});
}

/** The row and its mail. @throws already_invited */
export async function putInvitation(
	unit: Unit<DeskScope>,
	{ email, name, role, team, language }: Invited
): Promise<string> {
	const { organisationId, user, timeZone } = unit.scope;
	const id = uuidv7();
	const key = { kind: 'invitation', id } as const;
	const expiresAt = new Date(unit.now.getTime() + KEY_LIFE_MS.invitation);
	const made = await unit.tx
		.insert(invitation)
		.values({
			...{ organisationId, id, email, name, role, team, language },
			tokenHash: hashOf(accountToken(key)),
			...{ invitedBy: user.name, invitedAt: unit.now, expiresAt }
		})
		.onConflictDoNothing();
	if (made.rowCount === 0) throw new AppError('already_invited', {}, 'email');
	await putMail(unit, {
		mail: 'user-account',
		onceKey: `invitation:${id}`,
		to: { email, name, language },
		facts: { event: 'invited', key, by: user.name, until: localDateAt(expiresAt, timeZone) }
	});
	return id;
}
