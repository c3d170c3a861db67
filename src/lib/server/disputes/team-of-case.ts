import { teamTold, type TeamTold } from '$lib/domain/disputes/team-told';
import { systemScope, type Scope } from '../auth/scope';
import { withScope, type Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { currentAssignment } from './queries';

/** The team of whoever has the case now. A link sees no account of the staff: the team alone is asked for from inside. */
export async function teamOfCase(unit: Unit<Scope>, disputeId: string): Promise<TeamTold> {
	const assignment = await currentAssignment(unit, disputeId);
	if (!assignment?.userId) return teamTold(null);
	const { organisationId, timeZone } = unit.scope;
	const inside = systemScope({ organisationId, timeZone, actor: 'links' });
	const users = await withScope(unit, inside, async (beside) => usersOf(beside));
	return teamTold(users.find(({ id }) => id === assignment.userId) ?? null);
}
