import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenarioVersion } from '../db/schema/scenarios';
import { removeSteps } from './save-draft';
import { lockDraft } from './scenario-versions';

/** @throws not_found, conflict when it is no longer the draft that was looked at */
export async function discardDraft(
	unit: Unit<InsideScope>,
	seen: { scenarioId: string; seen: string }
): Promise<void> {
	const { version } = await lockDraft(unit, seen);
	await removeSteps(unit, version.id);
	await unit.tx
		.delete(scenarioVersion)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				eq(scenarioVersion.id, version.id)
			)
		);
	await record(
		unit,
		'scenario.draft_discarded',
		{ kind: 'scenario', id: seen.scenarioId },
		{ version: version.number }
	);
}
