import { uuidv7 } from 'uuidv7';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, scenarioVersion, step } from '../db/schema/scenarios';

/** A scenario with a first draft; nobody is reminded by it before it is published and chosen. */
export async function createScenario(
	unit: Unit<InsideScope>,
	{ name, steps }: { name: string; steps: readonly Omit<StepDefinition, 'id'>[] }
): Promise<{ scenarioId: string; versionId: string }> {
	const { organisationId } = unit.scope;
	const [scenarioId, versionId] = [uuidv7(), uuidv7()];
	const made = { createdAt: unit.now, createdBy: actorOf(unit.scope).name };
	await unit.tx.insert(scenario).values({ organisationId, id: scenarioId, name, ...made });
	await unit.tx
		.insert(scenarioVersion)
		.values({ organisationId, id: versionId, scenarioId, number: 1, ...made });
	await writeSteps(unit, versionId, steps);
	await record(unit, 'scenario.created', { kind: 'scenario', id: scenarioId }, { name });
	return { scenarioId, versionId };
}

/** The steps of a draft, in the order of their positions. */
export async function writeSteps(
	unit: Unit<InsideScope>,
	versionId: string,
	steps: readonly Omit<StepDefinition, 'id'>[]
): Promise<void> {
	if (steps.length === 0) return;
	await unit.tx.insert(step).values(
		steps.map(({ key, position, ...definition }) => ({
			organisationId: unit.scope.organisationId,
			id: uuidv7(),
			versionId,
			position,
			key,
			definition
		}))
	);
}
