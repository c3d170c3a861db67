import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import { STEP_DEFAULTS, type StepDefinition } from '$lib/domain/dunning/scenario';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, scenarioVersion } from '../db/schema/scenarios';
import { itsScenario } from './named-version';
import { stepsOfVersions } from './scenarios-in-force';

/** Every step in force that writes something, with the template it speaks with. */
export async function stepsUsing(unit: Unit<InsideScope>) {
	const versions = await publishedWithNames(unit);
	const steps = await stepsOfVersions(
		unit,
		versions.map(({ versionId }) => versionId)
	);
	return versions.flatMap(({ versionId, scenarioName }) =>
		(steps.get(versionId) ?? [])
			.filter((step) => !step.disabled && speaksWithTemplate(step))
			.map(({ id, name, tone, template, channel }) => ({
				...{ id, scenarioName, name, tone, template },
				onPaper: channel !== 'email'
			}))
	);
}

/** A letter that names no template has words of its own (letter-wording.ts). */
const speaksWithTemplate = ({ channel, template }: StepDefinition): boolean =>
	channel === 'email' ||
	((channel === 'letter' || channel === 'registered_letter') &&
		template !== STEP_DEFAULTS.template);

/** The last published version of every scenario, archived ones too. */
export const publishedWithNames = (unit: Unit<InsideScope>) =>
	unit.tx
		.selectDistinctOn([scenario.name, scenario.id], {
			versionId: scenarioVersion.id,
			scenarioId: scenario.id,
			scenarioName: scenario.name,
			archivedAt: scenario.archivedAt
		})
		.from(scenarioVersion)
		.innerJoin(scenario, itsScenario)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				isNotNull(scenarioVersion.publishedAt)
			)
		)
		.orderBy(asc(scenario.name), asc(scenario.id), desc(scenarioVersion.number));
