import { eq } from 'drizzle-orm';
import { TEAMS, type Team } from '$lib/domain/disputes/team-told';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { team } from '../db/schema/teams';

export type TeamHead = Pick<typeof team.$inferSelect, 'headName' | 'headEmail' | 'headLanguage'>;

/** Every team there is, with whoever answers for it; null where nobody was named. */
export async function teamsOf(
	unit: Unit<InsideScope>
): Promise<{ key: Team; head: TeamHead | null }[]> {
	const rows = await unit.tx
		.select({
			key: team.key,
			headName: team.headName,
			headEmail: team.headEmail,
			headLanguage: team.headLanguage
		})
		.from(team)
		.where(eq(team.organisationId, unit.scope.organisationId));
	const heads = new Map(rows.map(({ key, ...head }) => [key, head]));
	return TEAMS.map((key) => ({ key, head: heads.get(key) ?? null }));
}
