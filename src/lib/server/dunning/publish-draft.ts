import { checkScenario, isPublishable } from '$lib/domain/dunning/check-scenario';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { publishScenario } from './publish-scenario';
import { meansOf } from './scenario-means';
import { lockDraft } from './scenario-versions';
import { takeMeansTurn } from './take-means-turn';

/**
 * From the next run on, customers of this scenario follow the draft.
 * @throws not_found, conflict, scenario_not_ready
 */
export async function publishDraft(
	unit: Unit<InsideScope>,
	{ note, ...seen }: { scenarioId: string; seen: string; note: string }
): Promise<void> {
	await takeMeansTurn(unit);
	const { version, steps } = await lockDraft(unit, seen);
	if (!isPublishable(checkScenario(steps, await meansOf(unit))))
		throw new AppError('scenario_not_ready');
	await publishScenario(unit, version.id, note);
}
