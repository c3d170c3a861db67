import type { Labels } from '$lib/domain/language';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { casesOfTeam } from '../../disputes/team-work';
import { reasonsOf, usersOf } from '../queries';
import { rulesInForce } from '../routing/rule-queries';

/** What points to a team, as long as it does. */
export interface TeamUses {
	readonly rules: readonly { id: string; name: string }[];
	readonly reasons: readonly { id: string; labels: Labels }[];
	/** Their references. */
	readonly cases: readonly string[];
	readonly members: readonly { id: string; name: string }[];
}

export async function usesOfTeam(unit: Unit<InsideScope>, key: string): Promise<TeamUses> {
	const ofTeam = ({ team }: { team: string | null }) => team === key;
	return {
		rules: (await rulesInForce(unit)).filter(ofTeam).map(({ id, name }) => ({ id, name })),
		reasons: (await reasonsOf(unit)).filter(ofTeam).map(({ id, labels }) => ({ id, labels })),
		cases: await casesOfTeam(unit, key),
		members: (await usersOf(unit)).filter(ofTeam).map(({ id, name }) => ({ id, name }))
	};
}

export const isUsed = (uses: TeamUses): boolean =>
	Object.values(uses).some((those: readonly unknown[]) => those.length > 0);
