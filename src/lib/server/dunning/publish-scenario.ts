import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenarioVersion } from '../db/schema/scenarios';

/**
 * From now on the draft is in force and does not change any more.
 * @throws not_found, conflict when it is published already
 */
export async function publishScenario(
	unit: Unit<InsideScope>,
	versionId: string,
	note = ''
): Promise<void> {
	const by = actorOf(unit.scope).name;
	const [published] = await unit.tx
		.update(scenarioVersion)
		.set({ publishedAt: unit.now, publishedBy: by, note })
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				eq(scenarioVersion.id, versionId),
				isNull(scenarioVersion.publishedAt)
			)
		)
		.returning();
	if (!published) throw new AppError('conflict');
	await record(
		unit,
		'scenario.published',
		{ kind: 'scenario', id: published.scenarioId },
		{ version: published.number, note }
	);
}
