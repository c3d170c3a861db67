import { isSameAddress } from '$lib/domain/same-address';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { teamsInUse, type TeamHead } from '../settings/team-queries';
import type { Case } from './case-queries';
import type { Assignment } from './queries';

/** The head of his own team, else of the one that answers such a reason; never he himself. */
export async function whoAnswersFor(
	unit: Unit<InsideScope>,
	{ reason }: Case,
	{ userId, resolverEmail }: Pick<Assignment, 'userId' | 'resolverEmail'>
): Promise<TeamHead | null> {
	const own = (await usersOf(unit)).find(
		({ id, email }) => id === userId || isSameAddress(email, resolverEmail)
	);
	const teams = await teamsInUse(unit);
	const heads = [own?.team, reason.team].map((key) => teams.find((team) => team.key === key)?.head);
	return heads.find((head) => head && !isSameAddress(head.headEmail, resolverEmail)) ?? null;
}
