import { and, eq, isNull } from 'drizzle-orm';
import { isWorkingDay } from '$lib/domain/calendar';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { digestLine } from '../db/schema/digest-lines';
import { areDigestsDue, digestsDue, digestsPutOff } from '../settings/account-queries';
import { workingCalendarOf } from '../settings/queries';
import { dangersInHouse } from './dangers';
import { waitingInHouse } from './digest-facts';
import { headsNews } from './heads-news';
import { overdueInHouse } from './overdue';
import { ownersNews } from './owners-news';
import { promisesInHouse } from './promise-lines';
import { houseToday } from './signers';

/** What is read today, by whom, worked out once a day: null when there is nothing left to do, or nobody works. */
export async function digestsToday(unit: Unit<SystemScope>) {
	if (!isWorkingDay(unit.today, await workingCalendarOf(unit))) return null;
	const keptFor = await readersOfKept(unit);
	if (!(await areDigestsDue(unit, keptFor))) return null;
	const house = await houseToday(unit);
	const dangers = await dangersInHouse(unit, house);
	const own = await ownersNews(unit, dangers);
	const heads = await headsNews(unit, house, await overdueInHouse(unit, house, dangers));
	const told = [
		...[...own].flatMap(([id, { fresh }]) => (fresh.length > 0 ? [id] : [])),
		...heads.flatMap(({ userId }) => userId ?? [])
	];
	return {
		...{ keptFor: new Set(keptFor), own, heads },
		readers: await digestsDue(unit, [...new Set([...keptFor, ...told])]),
		putOff: await digestsPutOff(unit),
		inHouse: await waitingInHouse(unit, house),
		promises: await promisesInHouse(unit)
	};
}
export type DigestsToday = NonNullable<Awaited<ReturnType<typeof digestsToday>>>;

/** Whoever went back to single mails still reads what was kept for him. */
async function readersOfKept({ tx, scope }: Unit<SystemScope>): Promise<string[]> {
	const kept = await tx
		.selectDistinct({ userId: digestLine.userId })
		.from(digestLine)
		.where(and(eq(digestLine.organisationId, scope.organisationId), isNull(digestLine.toldOn)));
	return kept.map(({ userId }) => userId);
}
