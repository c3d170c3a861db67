import { getContext, setContext } from 'svelte';
import { mayChoose } from '$lib/domain/disputes/teams';
import type { Labels } from '$lib/domain/language';
import { labelOf } from '$lib/i18n/labels';

export interface ShownTeam {
	key: string;
	labels: Labels;
	archived: boolean;
}

const TEAMS = Symbol('teams');

/** For every page below: the teams of the house, as they are called now. */
export const nameTeams = (teams: () => readonly ShownTeam[]): unknown => setContext(TEAMS, teams);

export type TeamName = (key: string) => string;

/** In words; a name somebody was given before there were teams is its own word. */
export function teamNames(): TeamName {
	const teams = all();
	return (key) => {
		const found = teams().find((team) => team.key === key);
		return found ? labelOf(found.labels) : key;
	};
}

/** Those that may be chosen, with what is chosen already: [key, words]. */
export function teamChoices(): (...kept: (string | null | undefined)[]) => [string, string][] {
	const teams = all();
	const nameOf = teamNames();
	return (...kept) => {
		const offered = teams().filter(({ key }) => kept.includes(key) || mayChoose(teams(), key));
		const unknown = kept.filter((key) => key && !offered.some((team) => team.key === key));
		const keys = [...offered.map(({ key }) => key), ...unknown.map(String)];
		return [...new Set(keys)].map((key) => [key, nameOf(key)]);
	};
}

const all = () => getContext<(() => readonly ShownTeam[]) | undefined>(TEAMS) ?? (() => []);
