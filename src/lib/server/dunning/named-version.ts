import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, scenarioVersion } from '../db/schema/scenarios';

/** To join: the scenario a version is one of. */
export const itsScenario = and(
	eq(scenario.organisationId, scenarioVersion.organisationId),
	eq(scenario.id, scenarioVersion.scenarioId)
);

/** @throws not_found */
export async function namedVersion(unit: Unit<InsideScope>, versionId: string) {
	const [row] = await unit.tx
		.select({
			versionId: scenarioVersion.id,
			scenarioId: scenarioVersion.scenarioId,
			name: scenario.name,
			number: scenarioVersion.number,
			publishedAt: scenarioVersion.publishedAt
		})
		.from(scenarioVersion)
		.innerJoin(scenario, itsScenario)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				eq(scenarioVersion.id, versionId)
			)
		);
	if (!row) throw new AppError('not_found');
	return row;
}
