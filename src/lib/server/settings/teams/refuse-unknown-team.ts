import { mayChoose } from '$lib/domain/disputes/teams';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { teamsOf } from '../team-queries';

/** What is chosen is a team of the house that is offered, or what was chosen before. @throws team_unknown */
export async function refuseUnknownTeam(
	unit: Unit<InsideScope>,
	key: string | null | undefined,
	{ field, kept }: { field: string; kept?: string | null }
): Promise<void> {
	if (key && !mayChoose(await teamsOf(unit), key, kept))
		throw new AppError('team_unknown', {}, field);
}
