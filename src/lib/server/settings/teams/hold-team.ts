import { uuidv7 } from 'uuidv7';
import { isUsual } from '$lib/domain/disputes/teams';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { team } from '../../db/schema/teams';
import { isTeam } from './lock-teams';

/** Nobody archives it until this transaction ends; others may choose it too. One nobody touched yet has no row to hold. */
export async function holdTeam(unit: Unit<InsideScope>, key: string): Promise<void> {
	if ((await held(unit, key)) || !isUsual(key)) return;
	const { organisationId } = unit.scope;
	await unit.tx.insert(team).values({ organisationId, id: uuidv7(), key }).onConflictDoNothing();
	await held(unit, key);
}

const held = async (unit: Unit<InsideScope>, key: string): Promise<boolean> =>
	(await unit.tx.select({ id: team.id }).from(team).where(isTeam(unit, key)).for('share')).length >
	0;
