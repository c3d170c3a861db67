/** Who has a case now, in the same words wherever it is shown: he, and his team. */
export const holderWords = (
	name: string,
	team: string | null | undefined,
	teamName: (key: string) => string
): string => (team ? `${name} – ${teamName(team)}` : name);
