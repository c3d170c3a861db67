import { and, eq, gt, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { keyState, type KeyState } from '$lib/domain/users/keys';
import { record } from '../../audit/record';
import { hashPassword, refuseWeak } from '../../auth/password';
import { systemScope, type SystemScope } from '../../auth/scope';
import { now } from '../../clock';
import { unitOfWork, type Unit } from '../../db/client';
import { invitation } from '../../db/schema/invitations';
import { insertUser } from '../create-user';
import { organisationOf } from '../queries';
import { teamOrNone } from '../teams/team-or-none';
import { invitationWith, type Invitation } from './invitation-queries';

/** What the page of an invitation says; looking changes nothing. @throws link_unknown */
export async function showInvitation(token: string) {
	const found = await invitationNamed(token);
	const { name: organisation } = await unitOfWork(keeperOf(found), organisationOf);
	const { name, email, role, invitedBy } = found;
	return { organisation, name, email, role, invitedBy, state: stateOf(found) };
}

const stateOf = ({ acceptedAt, revokedAt, expiresAt }: Invitation): KeyState =>
	keyState({ usedAt: acceptedAt, endedAt: revokedAt, expiresAt }, now());

/**
 * The account begins with the password its owner chose.
 * @throws link_unknown, link_revoked (also when it was used), link_expired, password_short, password_guessed,
 * address_taken since
 */
export async function acceptInvitation(
	token: string,
	password: string
): Promise<{ email: string }> {
	const found = await invitationNamed(token);
	if (stateOf(found) !== 'open') throw refusalOf(found);
	refuseWeak(password, found);
	const passwordHash = await hashPassword(password);
	await unitOfWork(keeperOf(found), async (unit) => {
		const { name, email, role, language } = found;
		const team = await teamOrNone(unit, found.team);
		const fields = { name, email, role, team, language, passwordHash };
		const userId = await insertUser(unit, fields).catch(taken);
		if (!(await take(unit, found, userId))) throw refusalOf(found);
		const by = { email, role, invitedBy: found.invitedBy };
		await record(unit, 'user.invitation_accepted', { kind: 'user', id: userId }, by);
	});
	return { email: found.email };
}

/** Once, whoever else comes at the same moment. */
async function take(unit: Unit<SystemScope>, { id }: Invitation, userId: string): Promise<boolean> {
	const { rowCount } = await unit.tx
		.update(invitation)
		.set({ acceptedAt: unit.now, userId })
		.where(
			and(
				eq(invitation.organisationId, unit.scope.organisationId),
				eq(invitation.id, id),
				isNull(invitation.acceptedAt),
				isNull(invitation.revokedAt),
				gt(invitation.expiresAt, unit.now)
			)
		);
	return rowCount === 1;
}

const refusalOf = ({ acceptedAt, revokedAt }: Invitation): AppError =>
	new AppError(acceptedAt || revokedAt ? 'link_revoked' : 'link_expired');

function taken(thrown: unknown): never {
	if (thrown instanceof AppError && thrown.code === 'conflict') throw new AppError('address_taken');
	throw thrown;
}

async function invitationNamed(token: string): Promise<Invitation> {
	const found = await invitationWith(token);
	if (!found) throw new AppError('link_unknown');
	return found;
}

const keeperOf = ({ organisationId }: Invitation): SystemScope =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'invitations' });
