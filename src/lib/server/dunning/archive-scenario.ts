import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, scenarioChoice } from '../db/schema/scenarios';
import { lockScenario } from './scenario-versions';

/**
 * Out of the lists; what was sent by it stays known. It can be taken up again.
 * @throws not_found, scenario_in_use while it is the default, of a group or of a customer
 */
export async function archiveScenario(
	unit: Unit<InsideScope>,
	{ scenarioId, archived }: { scenarioId: string; archived: boolean }
): Promise<void> {
	await lockScenario(unit, scenarioId);
	if (archived && (await isChosen(unit, scenarioId))) throw new AppError('scenario_in_use');
	const by = actorOf(unit.scope).name;
	await unit.tx
		.update(scenario)
		.set(
			archived ? { archivedAt: unit.now, archivedBy: by } : { archivedAt: null, archivedBy: null }
		)
		.where(
			and(eq(scenario.organisationId, unit.scope.organisationId), eq(scenario.id, scenarioId))
		);
	const action = archived ? 'scenario.archived' : 'scenario.restored';
	await record(unit, action, { kind: 'scenario', id: scenarioId });
}

async function isChosen(unit: Unit<InsideScope>, scenarioId: string): Promise<boolean> {
	const [row] = await unit.tx
		.select({ id: scenarioChoice.id })
		.from(scenarioChoice)
		.where(
			and(
				eq(scenarioChoice.organisationId, unit.scope.organisationId),
				eq(scenarioChoice.scenarioId, scenarioId),
				isNull(scenarioChoice.endedAt)
			)
		)
		.limit(1);
	return row !== undefined;
}
