import { presenceAmong } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOnce } from '../settings/queries';
import { everyAnswerToRead } from './answers-to-read';
import { staleDays } from './moved-days';
import type { Looker } from './queue-filter';
import { requestsOf } from './requests-of-mine';
import { standsInOf } from './stands-in';
import { askedOfNobodyNow } from './to-assign';

export const lookerOf = async (unit: Unit<DeskScope>): Promise<Looker> => ({
	...(await whoLooks(unit)),
	stale: await staleDays(unit)
});

/** The same, before any day was looked at. */
export async function whoLooks(unit: Unit<DeskScope>): Promise<Omit<Looker, 'stale'>> {
	const presences = await presenceAmong(unit, await usersOnce(unit));
	return {
		...{ user: unit.scope.user, today: unit.today },
		standsIn: await standsInOf(unit, unit.scope.user.id, presences),
		requests: await requestsOf(unit, unit.scope.user.id),
		ofNobody: await askedOfNobodyNow(unit),
		heard: [...(await everyAnswerToRead(unit)).keys()]
	};
}
