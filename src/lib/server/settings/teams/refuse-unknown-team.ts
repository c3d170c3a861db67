import { mayChoose } from '$lib/domain/disputes/teams';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { teamsOf } from '../team-queries';
import { holdTeam } from './hold-team';

/**
 * What is chosen is a team of the house that is offered, or what was chosen before; it stays so until this
 * transaction ends. @throws team_unknown
 */
export async function refuseUnknownTeam(
	unit: Unit<InsideScope>,
	key: string | null | undefined,
	{ field, kept }: { field?: string; kept?: string | null }
): Promise<void> {
	if (key && !(await mayTake(unit, key, kept))) throw new AppError('team_unknown', {}, field);
}

export async function mayTake(
	unit: Unit<InsideScope>,
	key: string,
	kept?: string | null
): Promise<boolean> {
	if (key === kept) return true;
	await holdTeam(unit, key);
	return mayChoose(await teamsOf(unit), key);
}

/** What comes back is not given to a team that was archived meanwhile. @throws team_archived */
export async function refuseArchivedTeam(
	unit: Unit<InsideScope>,
	key: string | null
): Promise<void> {
	if (key && !(await mayTake(unit, key))) throw new AppError('team_archived');
}
