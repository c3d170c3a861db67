import { uuidv7 } from 'uuidv7';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/scenario';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, step } from '../db/schema/dunning';

/** What a new organisation duns with until it writes a scenario of its own. */
export async function publishDefaultScenario(unit: Unit<SystemScope>): Promise<void> {
	const { organisationId } = unit.scope;
	const scenarioId = uuidv7();
	await unit.tx.insert(scenario).values({
		organisationId,
		id: scenarioId,
		name: 'Standard',
		isDefault: true,
		publishedAt: unit.now
	});
	await unit.tx.insert(step).values(
		DEFAULT_SCENARIO.map(({ key, position, ...definition }) => ({
			organisationId,
			id: uuidv7(),
			scenarioId,
			position,
			key,
			definition
		}))
	);
}
