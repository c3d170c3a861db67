import { isSameAddress } from '$lib/domain/same-address';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { teamsInUse, type TeamHead, type TeamOfHouse } from '../settings/team-queries';
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
	const keys = [own?.team, reason.team];
	return teamAnswering(await teamsInUse(unit), keys, resolverEmail)?.head ?? null;
}

export type HeadedTeam = TeamOfHouse & { head: TeamHead };

/** The first of these teams whose head is somebody else. */
export const teamAnswering = (
	teams: readonly TeamOfHouse[],
	keys: readonly (string | null | undefined)[],
	email: string
): HeadedTeam | null =>
	keys
		.map((key) => teams.find((team) => team.key === key))
		.find((team): team is HeadedTeam => isHeadedBesides(team, email)) ?? null;

const isHeadedBesides = (team: TeamOfHouse | undefined, email: string): boolean =>
	Boolean(team?.head && !isSameAddress(team.head.headEmail, email));
