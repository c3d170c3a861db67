import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { chooseScenario } from './choose-scenario';
import { createScenario } from './create-scenario';
import { publishScenario } from './publish-scenario';

/** What a new organisation duns with until it writes a scenario of its own. */
export async function publishDefaultScenario(unit: Unit<SystemScope>): Promise<void> {
	const { scenarioId, versionId } = await createScenario(unit, {
		name: 'Standard',
		steps: DEFAULT_SCENARIO
	});
	await publishScenario(unit, versionId);
	await chooseScenario(unit, {}, scenarioId);
}
