import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { record } from '../../audit/record';
import { endResetsOf } from '../../auth/password-reset-queries';
import { revokeLinksOfColleague } from '../../auth/revoke-link';
import type { DeskScope } from '../../auth/scope';
import { endSessionsOf } from '../../auth/sessions';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';
import { passToStandIn, standInOf } from '../../disputes/pass-to-stand-in';
import { tellOfLeaver } from '../../disputes/tell-of-leaver';
import { teamOrNone } from '../teams/team-or-none';
import { refuseWithoutAdmin } from './keep-an-admin';
import { userById } from './user-queries';

interface Colleague {
	userId: string;
}

/**
 * He signs in no more; every session of his and every link to a case ends now; what he did stays his, what he was
 * asked goes to whoever stands in for him today, else back to whoever looks after the case. @throws not_found, last_admin
 */
export async function disableUser(unit: Unit<DeskScope>, { userId }: Colleague): Promise<void> {
	const { role, email, name } = await userById(unit, userId);
	await refuseWithoutAdmin(unit, userId, { role, active: false });
	// Nobody stands in for a closed account: who does is looked up before.
	const standIn = await standInOf(unit, { userId, email });
	const { rowCount } = await unit.tx
		.update(user)
		.set({ disabledAt: unit.now })
		.where(and(isThis(unit, userId), isNull(user.disabledAt)));
	if (!rowCount) return;
	const sessions = await endSessionsOf(unit, userId);
	await endResetsOf(unit, userId);
	await revokeLinksOfColleague(unit, email);
	if (standIn) await passToStandIn(unit, { id: userId, email }, standIn);
	await tellOfLeaver(unit, { id: userId, email, name });
	await record(unit, 'user.disabled', { kind: 'user', id: userId }, { email, sessions });
}

/** As before, with the password and the second factor he had; a team that was archived meanwhile he is in no more. @throws not_found */
export async function enableUser(unit: Unit<DeskScope>, { userId }: Colleague): Promise<void> {
	const { email, role, team: before } = await userById(unit, userId);
	const team = await teamOrNone(unit, before);
	const { rowCount } = await unit.tx
		.update(user)
		.set({ disabledAt: null, team })
		.where(and(isThis(unit, userId), isNotNull(user.disabledAt)));
	if (!rowCount) return;
	const left = team === before ? {} : { leftTeam: before };
	await record(unit, 'user.enabled', { kind: 'user', id: userId }, { email, role, ...left });
}

const isThis = ({ scope }: Unit<DeskScope>, userId: string) =>
	and(eq(user.organisationId, scope.organisationId), eq(user.id, userId));
