import { and, eq } from 'drizzle-orm';
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
		.select()
		.from(team)
		.where(eq(team.organisationId, unit.scope.organisationId));
	return TEAMS.map((key) => ({ key, head: headIn(rows.find((row) => row.key === key)) }));
}

/** Whoever answers for a team; null where nobody was named. */
export async function headOf(unit: Unit<InsideScope>, key: string): Promise<TeamHead | null> {
	const [row] = await unit.tx
		.select()
		.from(team)
		.where(and(eq(team.organisationId, unit.scope.organisationId), eq(team.key, key as Team)));
	return headIn(row);
}

function headIn(row: typeof team.$inferSelect | undefined): TeamHead | null {
	if (!row) return null;
	const { headName, headEmail, headLanguage } = row;
	return { headName, headEmail, headLanguage };
}
