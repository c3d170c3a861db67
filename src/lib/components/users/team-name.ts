import { TEAMS } from '$lib/domain/disputes/team-told';
import { say } from '$lib/i18n/words';

/** In words, or as the house named it on the command line. */
export const teamName = (team: string): string =>
	TEAMS.some((known) => known === team) ? say(`desk_team_${team}`) : team;
