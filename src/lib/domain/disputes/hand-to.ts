/** Whom a question goes to, as chosen from a list: somebody, a team, whoever is typed beside it, or nobody known. */
export type HandTo =
	| { kind: 'colleague'; id: string }
	| { kind: 'team'; key: string }
	| { kind: 'address' }
	| { kind: 'unknown' };

export const HAND_TO_ADDRESS = 'address';
export const HAND_TO_NOBODY = 'unknown';
export const toColleague = (id: string): string => `colleague:${id}`;
export const toTeam = (key: string): string => `team:${key}`;

/** Null: nothing of the list. */
export function handToIn(chosen: string): HandTo | null {
	if (chosen === HAND_TO_ADDRESS) return { kind: 'address' };
	if (chosen === HAND_TO_NOBODY) return { kind: 'unknown' };
	const [, kind, which] = /^(colleague|team):(.+)$/.exec(chosen) ?? [];
	if (!kind || !which) return null;
	return kind === 'team' ? { kind, key: which } : { kind: 'colleague', id: which };
}
