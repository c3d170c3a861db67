import { can, type Action } from '$lib/domain/access';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOnce } from '../settings/queries';
import { presenceToday, type Colleague } from './presence';

/** Who can do something today. */
export interface Able {
	/** Ids of those who may, or whose stand-in may where they are away: nobody is given more rights than he has. */
	there: readonly string[];
	/** Of them, who keeps what belongs to none of them: it never waits for somebody who may not do it. */
	keepers: readonly string[];
}

export async function ableToday(unit: Unit<InsideScope>, action: Action): Promise<Able> {
	const presences = await presenceToday(unit);
	const able = (await usersOnce(unit)).filter(({ id }) => {
		const answering = presences.answering(id);
		return answering !== null && can(answering.role, action);
	});
	return { there: idsOf(able), keepers: idsOf(keepersAmong(able)) };
}

/** Whoever was chosen to keep the rest; else all who collect; else all who may. */
function keepersAmong(able: readonly Colleague[]): readonly Colleague[] {
	const chosen = able.filter(({ defaultOfficer }) => defaultOfficer);
	if (chosen.length > 0) return chosen;
	const collectors = able.filter(({ role }) => role === 'collector');
	return collectors.length > 0 ? collectors : able;
}

const idsOf = (all: readonly Colleague[]): string[] => all.map(({ id }) => id);
