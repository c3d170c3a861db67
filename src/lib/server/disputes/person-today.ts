import { presenceToday } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOnce } from '../settings/queries';

/** Whoever looks: his team, and those he stands in for today. */
export async function personToday(unit: Unit<DeskScope>) {
	const { id } = unit.scope.user;
	const presences = await presenceToday(unit);
	const own = (await usersOnce(unit)).find((one) => one.id === id);
	return {
		id,
		team: own?.team ?? '',
		represents: presences.represents(id).map((one) => one.id)
	};
}
