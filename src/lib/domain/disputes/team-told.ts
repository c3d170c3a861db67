export const TEAMS = ['sales', 'logistics', 'quality', 'billing', 'accounting'] as const;
export type Team = (typeof TEAMS)[number];

/** Who has a case, as its customer is told: a team he can picture, or ours. */
export type TeamTold = Team | 'us';

/**
 * The team of the person who has the case. Whoever usually answers such a reason may never have seen it, so
 * that says nothing.
 */
export const teamTold = (person: { readonly team: string } | null): TeamTold =>
	TEAMS.find((team) => team === person?.team) ?? 'us';
