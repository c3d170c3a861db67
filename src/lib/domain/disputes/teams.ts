import { AppError, refuseAll } from '../errors';
import { missingLabels, takenLabels } from '../labels-asked';
import type { Labels, Language } from '../language';

/** Those every house begins with, in their usual order. */
export const TEAMS = ['sales', 'logistics', 'quality', 'billing', 'accounting'] as const;
export type UsualTeam = (typeof TEAMS)[number];

/** One line of a list. */
export const LONGEST_TEAM = 60;
/** More than that nobody chooses from. */
export const MOST_TEAMS = 40;

export interface HouseTeam {
	readonly key: string;
	/** In every language. */
	readonly labels: Labels;
	/** In words of the house; a usual one has those of the product until somebody writes others. */
	readonly isNamed: boolean;
	/** Customers are told that it has their case. */
	readonly isShown: boolean;
	readonly archived: boolean;
}

export const isUsual = (key: string): key is UsualTeam => TEAMS.some((usual) => usual === key);

interface Around {
	/** Language of the organisation: what is not written is read in its words. */
	house: Language;
	/** Every other team. */
	others: readonly HouseTeam[];
}

/** Those that are archived take no room: nobody chooses from them. @throws team_too_many */
export function refuseTooMany(all: readonly Pick<HouseTeam, 'archived'>[]): void {
	if (all.filter(({ archived }) => !archived).length >= MOST_TEAMS)
		throw new AppError('team_too_many', { most: String(MOST_TEAMS) });
}

/** @throws required, name_taken: everything that is wrong, at once */
export const refuseTeam = ({ labels }: { labels: Labels }, { house, others }: Around): void =>
	refuseAll([
		...missingLabels(labels, house),
		...takenLabels(
			labels,
			others.filter(({ archived }) => !archived)
		)
	]);

const plain = (label = ''): string => label.trim().toLowerCase();

/** Whether it may be chosen: it is offered, or it is what was chosen before. */
export const mayChoose = (
	teams: readonly Pick<HouseTeam, 'key' | 'archived'>[],
	key: string,
	kept?: string | null
): boolean => key === kept || teams.some((team) => team.key === key && !team.archived);

/** However somebody types it: by its key, or as it is called in any language. */
export const teamTyped = (teams: readonly HouseTeam[], typed: string): HouseTeam | undefined =>
	teams.find(
		({ key, labels, archived }) =>
			!archived &&
			plain(typed) !== '' &&
			[key, ...Object.values(labels)].some((name) => plain(name) === plain(typed))
	);

/** The keys after one went a place up or down among those that are offered; at the end it stays. */
export function reordered(
	teams: readonly Pick<HouseTeam, 'key' | 'archived'>[],
	key: string,
	direction: 'up' | 'down'
): string[] {
	const keys = teams.map((team) => team.key);
	const offered = teams.filter(({ archived }) => !archived).map((team) => team.key);
	const at = offered.indexOf(key);
	const other = at < 0 ? undefined : offered[at + (direction === 'up' ? -1 : 1)];
	return other === undefined
		? keys
		: keys.map((one) => ({ [key]: other, [other]: key })[one] ?? one);
}
