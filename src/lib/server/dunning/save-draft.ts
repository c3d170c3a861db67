import { and, eq } from 'drizzle-orm';
import { placed, type DraftStep } from '$lib/domain/dunning/step-schema';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { step } from '../db/schema/scenarios';
import { writeSteps } from './create-scenario';
import { lockDraft } from './scenario-versions';

/**
 * Replaces the steps of a draft. It may be wrong as long as it is a draft.
 * @throws not_found, conflict when somebody else saved it since, invalid_input when a key stands twice
 */
export async function saveDraft(
	unit: Unit<InsideScope>,
	{ scenarioId, seen, steps }: { scenarioId: string; seen: string; steps: readonly DraftStep[] }
): Promise<void> {
	const { version } = await lockDraft(unit, { scenarioId, seen });
	if (new Set(steps.map(({ key }) => key)).size < steps.length)
		throw new AppError('invalid_input', { field: 'key' }, 'key');
	await removeSteps(unit, version.id);
	await writeSteps(unit, version.id, placed(steps));
	await record(
		unit,
		'scenario.draft_saved',
		{ kind: 'scenario', id: scenarioId },
		{ version: version.number, steps: steps.length }
	);
}

/** Of a draft; the database refuses it for a published version. */
export const removeSteps = (unit: Unit<InsideScope>, versionId: string) =>
	unit.tx
		.delete(step)
		.where(and(eq(step.organisationId, unit.scope.organisationId), eq(step.versionId, versionId)));
