import { uuidv7 } from 'uuidv7';
import { contentOf, placed } from '$lib/domain/dunning/step-schema';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenarioVersion } from '../db/schema/scenarios';
import { writeSteps } from './create-scenario';
import { draftOf, lockScenario, versionsOf } from './scenario-versions';
import { stepsOfVersions } from './scenarios-in-force';

/**
 * A new version to work on, copied from the one in force; what is in force does not change.
 * @throws not_found, scenario_draft_exists
 */
export async function startDraft(unit: Unit<InsideScope>, scenarioId: string): Promise<void> {
	await lockScenario(unit, scenarioId);
	if (await draftOf(unit, scenarioId)) throw new AppError('scenario_draft_exists');
	const [latest] = await versionsOf(unit, scenarioId);
	const number = (latest?.number ?? 0) + 1;
	const id = uuidv7();
	await unit.tx.insert(scenarioVersion).values({
		organisationId: unit.scope.organisationId,
		id,
		scenarioId,
		number,
		createdAt: unit.now,
		createdBy: actorOf(unit.scope).name
	});
	const steps = latest ? ((await stepsOfVersions(unit, [latest.id])).get(latest.id) ?? []) : [];
	await writeSteps(unit, id, placed(steps.map(contentOf)));
	await record(
		unit,
		'scenario.draft_started',
		{ kind: 'scenario', id: scenarioId },
		{ version: number }
	);
}
