import type { ScenarioFile } from '$lib/domain/dunning/scenario-file';
import { contentOf } from '$lib/domain/dunning/step-schema';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { published, scenarioById, versionsOf } from './scenario-versions';
import { stepsOfVersions } from './scenarios-in-force';

/** Its version in force, else its draft. @throws not_found */
export async function scenarioFile(
	unit: Unit<InsideScope>,
	scenarioId: string
): Promise<ScenarioFile> {
	const { name } = await scenarioById(unit, scenarioId);
	const versions = await versionsOf(unit, scenarioId);
	const chosen = published(versions)[0] ?? versions[0];
	if (!chosen) throw new AppError('not_found');
	const steps = (await stepsOfVersions(unit, [chosen.id])).get(chosen.id) ?? [];
	return { name, steps: steps.map(contentOf) };
}
