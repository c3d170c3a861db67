import { presenceAmong } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { together } from '../db/together';
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
	const { user } = unit.scope;
	const [standsIn, requests, ofNobody, heard] = await together(unit, () => [
		standsInToday(unit, user.id),
		requestsOf(unit, user.id),
		askedOfNobodyNow(unit),
		everyAnswerToRead(unit)
	]);
	return { user, today: unit.today, standsIn, requests, ofNobody, heard: [...heard.keys()] };
}

const standsInToday = async (unit: Unit<DeskScope>, userId: string) =>
	standsInOf(unit, userId, await presenceAmong(unit, await usersOnce(unit)));
