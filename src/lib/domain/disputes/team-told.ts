import type { Labels } from '../language';
import { isUsual, type HouseTeam, type UsualTeam } from './teams';

/** Who has a case, as its customer is told: a usual team, one as the house calls it, or ours. */
export type TeamTold = UsualTeam | 'team' | 'us';

export interface Told {
	readonly team: TeamTold;
	/** As the house calls it; null: in words of the product. */
	readonly labels: Labels | null;
}

const OURS: Told = { team: 'us', labels: null };

/**
 * The team of the person who has the case. Whoever usually answers such a reason may never have seen it, so
 * that says nothing; neither does a team that the house keeps to itself.
 */
export function teamTold(
	person: { readonly team: string } | null,
	teams: readonly HouseTeam[]
): Told {
	const found = teams.find(({ key }) => key === person?.team);
	if (!found?.isShown) return OURS;
	const { key, labels, isNamed } = found;
	return isUsual(key) && !isNamed ? { team: key, labels: null } : { team: 'team', labels };
}
