import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario } from '../db/schema/scenarios';
import { lockScenario } from './scenario-versions';

export async function renameScenario(
	unit: Unit<InsideScope>,
	{ scenarioId, name }: { scenarioId: string; name: string }
): Promise<void> {
	const before = await lockScenario(unit, scenarioId);
	if (before.name === name) return;
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
