import { presenceToday } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { staleDays } from './moved-days';
import type { Looker } from './queue-filter';
import { requestsOf } from './requests-of-mine';
import { standsInOf } from './stands-in';

export async function lookerOf(unit: Unit<DeskScope>): Promise<Looker> {
	return {
		...{ user: unit.scope.user, today: unit.today },
		standsIn: await standsInOf(unit, unit.scope.user.id, await presenceToday(unit)),
		requests: await requestsOf(unit, unit.scope.user.id),
		stale: await staleDays(unit)
	};
}
