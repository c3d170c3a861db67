import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { headOf, type TeamHead } from '../settings/team-queries';
import type { Case } from './case-queries';
import type { Assignment } from './queries';

/** The head of his own team, else of the one that answers such a reason; never he himself. */
export async function whoAnswersFor(
	unit: Unit<InsideScope>,
	{ reason }: Case,
	{ userId, resolverEmail }: Pick<Assignment, 'userId' | 'resolverEmail'>
): Promise<TeamHead | null> {
	const own = (await usersOf(unit)).find(({ id }) => id === userId)?.team;
	const head = (own && (await headOf(unit, own))) || (await headOf(unit, reason.team));
	return head && head.headEmail.toLowerCase() !== resolverEmail.toLowerCase() ? head : null;
}
