import { needsSecondFactor } from '$lib/domain/users/second-factor';
import { record } from '../audit/record';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { alertsOf } from '../settings/users/change-own-alerts';
import { proposalOf } from './second-factor/propose';
import { codesLeft, factorOf } from './second-factor/queries';
import type { DeskScope } from './scope';
import { endSessionsOf, sessionsOf } from './sessions';

/** What somebody may see and change of his own account. */
export async function accountPage(unit: Unit<DeskScope>, sessionId: string | null) {
	const { user } = unit.scope;
	const { demo } = await organisationOf(unit);
	const factor = await factorOf(unit, user.id);
	return {
		user,
		demo,
		alerts: await alertsOf(unit),
		factor: {
			since: factor?.confirmedAt ?? null,
			required: needsSecondFactor(user.role, demo),
			codesLeft: factor?.confirmedAt ? await codesLeft(unit, user.id) : 0,
			proposal: await proposalOf(unit, user)
		},
		sessions: await sessionsOf(unit, user.id, sessionId)
	};
}

/** All but this one. */
export async function endOtherSessions(
	unit: Unit<DeskScope>,
	sessionId: string | null
): Promise<void> {
	const { id } = unit.scope.user;
	const sessions = await endSessionsOf(unit, id, sessionId);
	if (sessions) await record(unit, 'user.sessions_ended', { kind: 'user', id }, { sessions });
}
