import type { Labels } from '$lib/domain/language';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { casesOfTeam } from '../../disputes/team-work';
import { reasonsOf, usersOf } from '../queries';
import { rulesInForce } from '../routing/rule-queries';
import { waitingInvitations } from '../users/invitation-queries';

/** What points to a team, as long as it does. */
export interface TeamUses {
	readonly rules: readonly { id: string; name: string }[];
	readonly reasons: readonly { id: string; labels: Labels }[];
	/** Their references. */
	readonly cases: readonly string[];
	readonly members: readonly { id: string; name: string }[];
	/** Whoever was invited into it and has not come yet. */
	readonly invitations: readonly { id: string; name: string }[];
}

export async function usesOfTeam(unit: Unit<InsideScope>, key: string): Promise<TeamUses> {
	const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
	const ofTeam = ({ team }: { team: string | null }) => team === key;
	return {
		rules: (await rulesInForce(unit)).filter(ofTeam).map(named),
		reasons: (await reasonsOf(unit)).filter(ofTeam).map(({ id, labels }) => ({ id, labels })),
		cases: await casesOfTeam(unit, key),
		members: (await usersOf(unit)).filter(ofTeam).map(named),
		invitations: (await waitingInvitations(unit)).filter(ofTeam).map(named)
	};
}

export const isUsed = (uses: TeamUses): boolean =>
	Object.values(uses).some((those: readonly unknown[]) => those.length > 0);
