import { and, eq, gt, isNull, lte, max, or } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dataSource, heartbeat } from '../db/schema/sources';
import { longestSilent } from './queries';

/** The source of payments that had been silent the longest at an instant, when it was too long. */
export async function staleSourceAsOf(unit: Unit<InsideScope>, at: Date) {
	const rows = await unit.tx
		.select({
			name: dataSource.name,
			maximumAgeHours: dataSource.maximumAgeHours,
			createdAt: dataSource.createdAt,
			lastAt: max(heartbeat.at)
		})
		.from(dataSource)
		.leftJoin(
			heartbeat,
			and(
				eq(heartbeat.organisationId, dataSource.organisationId),
				eq(heartbeat.sourceId, dataSource.id),
				lte(heartbeat.at, at)
			)
		)
		.where(
			and(
				eq(dataSource.organisationId, unit.scope.organisationId),
				lte(dataSource.createdAt, at),
				or(isNull(dataSource.removedAt), gt(dataSource.removedAt, at))
			)
		)
		.groupBy(dataSource.organisationId, dataSource.id)
		.orderBy(dataSource.name);
	return longestSilent(rows, at, unit.scope.timeZone);
}
