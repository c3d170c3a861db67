import { and, asc, eq, isNull, max } from 'drizzle-orm';
import { localDateAt } from '$lib/domain/calendar';
import type { DunningFacts } from '$lib/domain/dunning/decision';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dataSource, heartbeat } from '../db/schema/sources';

/** The sources we listen to, with their last sign of life. */
export const sourcesOf = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			id: dataSource.id,
			name: dataSource.name,
			kind: dataSource.kind,
			profileId: dataSource.profileId,
			maximumAgeHours: dataSource.maximumAgeHours,
			createdAt: dataSource.createdAt,
			lastAt: max(heartbeat.at)
		})
		.from(dataSource)
		.leftJoin(
			heartbeat,
			and(
				eq(heartbeat.organisationId, dataSource.organisationId),
				eq(heartbeat.sourceId, dataSource.id)
			)
		)
		.where(
			and(eq(dataSource.organisationId, unit.scope.organisationId), isNull(dataSource.removedAt))
		)
		.groupBy(dataSource.organisationId, dataSource.id)
		.orderBy(asc(dataSource.name));

export type Source = Awaited<ReturnType<typeof sourcesOf>>[number];

type Spoken = Pick<Source, 'name' | 'lastAt' | 'createdAt' | 'maximumAgeHours'>;

const HOUR = 3_600_000;

/** Silent for longer than it may be; one that never spoke is measured from the day it was declared. */
export const isStale = ({ lastAt, createdAt, maximumAgeHours }: Spoken, now: Date): boolean =>
	now.getTime() - (lastAt ?? createdAt).getTime() > maximumAgeHours * HOUR;

/** The source of payments that has been silent the longest, when it is too long. */
export const staleSourceOf = async (
	unit: Unit<InsideScope>
): Promise<DunningFacts['staleSource'] | undefined> =>
	longestSilent(await sourcesOf(unit), unit.now, unit.scope.timeZone);

export function longestSilent(
	sources: readonly Spoken[],
	at: Date,
	timeZone: string
): DunningFacts['staleSource'] | undefined {
	const stale = sources.filter((source) => isStale(source, at));
	const [oldest] = stale.sort((a, b) => (a.lastAt?.getTime() ?? 0) - (b.lastAt?.getTime() ?? 0));
	return (
		oldest && {
			name: oldest.name,
			lastOn: oldest.lastAt && localDateAt(oldest.lastAt, timeZone)
		}
	);
}

/** @throws not_found also when it was removed */
export async function sourceById(unit: Unit<InsideScope>, id: string): Promise<Source> {
	const found = (await sourcesOf(unit)).find((source) => source.id === id);
	if (!found) throw new AppError('not_found');
	return found;
}

/** What staff is warned about: since when which source is silent. */
export const staleSources = async (unit: Unit<InsideScope>) =>
	(await sourcesOf(unit))
		.filter((source) => isStale(source, unit.now))
		.map(({ name, kind, lastAt }) => ({ name, kind, lastAt }));
