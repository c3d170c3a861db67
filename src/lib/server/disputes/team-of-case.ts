import { teamTold, type Told } from '$lib/domain/disputes/team-told';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { teamsOf } from '../settings/team-queries';
import { currentAssignment } from './queries';
import { personAsked } from './team-now';

/** The team of whoever has the case now. A link sees no account of the staff: the team alone is asked for from inside. */
export async function teamOfCase(unit: Unit<Scope>, disputeId: string): Promise<Told> {
	const assignment = await currentAssignment(unit, disputeId);
	if (!assignment) return teamTold(null, []);
	const users = await fromInside(unit, usersOf);
	const teams = await fromInside(unit, teamsOf);
	return teamTold(personAsked(users, assignment), teams);
}
