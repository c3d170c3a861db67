import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import type { StepContent } from '$lib/domain/dunning/scenario';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { chooseScenario } from '$lib/server/dunning/choose-scenario';
import { createScenario } from '$lib/server/dunning/create-scenario';
import { publishScenario } from '$lib/server/dunning/publish-scenario';

/** The default scenario with these fields in every step, in force for everybody. */
export const followScenario = (inside: SystemScope, fields: Partial<StepContent>) =>
	unitOfWork(inside, async (unit) => {
		const { scenarioId, versionId } = await createScenario(unit, {
			name: 'Standard, adapté',
			steps: DEFAULT_SCENARIO.map((step) => ({ ...step, ...fields }))
		});
		await publishScenario(unit, versionId);
		await chooseScenario(unit, {}, scenarioId);
		return { scenarioId };
	});
