import type { InsideScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { nameTeamHeads, type NamedHead } from '$lib/server/settings/name-team-heads';

/** Whoever answers for these teams from now on, as the page of each team names him. */
export const nameHeads = (scope: InsideScope, heads: readonly NamedHead[]): Promise<void> =>
	unitOfWork(scope, (unit) => nameTeamHeads(unit, { heads }));
