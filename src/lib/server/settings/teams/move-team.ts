import type { Direction } from '$lib/domain/disputes/reason-list';
import { reordered } from '$lib/domain/disputes/teams';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { team } from '../../db/schema/teams';
import { isTeam, lockTeams, teamAmong } from './lock-teams';

/** One place up or down, as everybody who chooses one reads them; at the end of the list it stays. @throws not_found */
export async function moveTeam(
	unit: Unit<InsideScope>,
	{ key, direction }: { key: string; direction: Direction }
): Promise<void> {
	const all = await lockTeams(unit);
	const { id } = teamAmong(all, key);
	const order = reordered(all, key, direction);
	if (order.every((one, at) => one === all[at]!.key)) return;
	for (const [position, one] of order.entries())
		if (teamAmong(all, one).position !== position)
			await unit.tx.update(team).set({ position }).where(isTeam(unit, one));
	await record(unit, 'team.moved', { kind: 'team', id }, { key, direction });
}
