import { isStillHere, isWaiting, postedByNow } from '$lib/domain/dunning/posting';
import { shownTracking, trackingDoubt, trackingLink } from '$lib/domain/dunning/tracking';
import { AppError } from '$lib/domain/errors';
import { eventsAbout } from '../../audit/queries';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { customerById } from '../../customers/queries';
import { returnsOf } from '../../delivery/returns';
import { workingCalendarOf } from '../../settings/queries';
import { letterRows, ofLetter, shownLetters } from './letter-rows';
import { overtakenLetters } from './overtaken-letters';

/** One letter: where it stands, how it can be followed, and who did what with it. @throws not_found */
export async function letterPage(unit: Unit<InsideScope>, letterId: string) {
	const [row] = await letterRows(unit).query.where(ofLetter(unit, letterId));
	if (!row) throw new AppError('not_found');
	const [shown] = await shownLetters(unit, [row]);
	const waits = isWaiting(row.state);
	const lateFrom = postedByNow(unit.today, await workingCalendarOf(unit));
	const overtaken = waits ? await overtakenLetters(unit, [row]) : new Map<string, string[]>();
	const number = row.trackingNumber;
	return {
		...shown!,
		late: isStillHere(row.state) && row.writtenOn <= lateFrom,
		overtaken: overtaken.get(letterId) ?? [],
		returned: (await returnsOf(unit, [row.noticeId])).get(row.noticeId) ?? null,
		address: (await customerById(unit, row.customerId)).address,
		tracking:
			number === null
				? null
				: {
						shown: shownTracking(number),
						link: trackingLink(number),
						doubt: trackingDoubt(number)
					},
		history: (await eventsAbout(unit, { kind: 'letter', id: letterId })).map(toldOf)
	};
}

type Event = Awaited<ReturnType<typeof eventsAbout>>[number];

/** A line of its history; `on` and `detail` are what was written down with it. */
function toldOf({ at, actorName, action, data }: Event) {
	const written = data as Partial<Record<'on' | 'trackingNumber' | 'name' | 'reason', string>>;
	return {
		at,
		by: actorName,
		what: action.replace('letter.', ''),
		on: written.on ?? null,
		detail: written.trackingNumber ?? written.name ?? written.reason ?? ''
	};
}
