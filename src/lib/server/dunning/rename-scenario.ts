import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario } from '../db/schema/scenarios';
import { refuseTakenName } from './scenario-names';
import { lockScenario } from './scenario-versions';

/** @throws not_found, name_taken */
export async function renameScenario(
	unit: Unit<InsideScope>,
	{ scenarioId, name }: { scenarioId: string; name: string }
): Promise<void> {
	const before = await lockScenario(unit, scenarioId);
	if (before.name === name) return;
	await refuseTakenName(unit, name, scenarioId);
	await unit.tx
		.update(scenario)
		.set({ name })
		.where(
			and(eq(scenario.organisationId, unit.scope.organisationId), eq(scenario.id, scenarioId))
		);
	await record(
		unit,
		'scenario.renamed',
		{ kind: 'scenario', id: scenarioId },
		{ before: before.name, name }
	);
}
