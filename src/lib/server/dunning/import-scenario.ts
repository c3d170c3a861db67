import { readScenarioFile } from '$lib/domain/dunning/scenario-file';
import { placed } from '$lib/domain/dunning/step-schema';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { createScenario } from './create-scenario';
import { freeNameIn } from './scenario-names';

/**
 * A file becomes a scenario with a draft; one whose name is borne already is numbered.
 * @throws scenario_file_unknown, scenario_file_newer, scenario_file_invalid
 */
export async function importScenario(
	unit: Unit<InsideScope>,
	text: string
): Promise<{ scenarioId: string; name: string; isRenamed: boolean }> {
	const file = readScenarioFile(text);
	const name = await freeNameIn(unit, file.name);
	const { scenarioId } = await createScenario(unit, { name, steps: placed(file.steps) });
	return { scenarioId, name, isRenamed: name !== file.name };
}
