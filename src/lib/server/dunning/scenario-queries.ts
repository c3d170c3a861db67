import { and, asc, eq, inArray } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, scenarioVersion } from '../db/schema/scenarios';
import { scenarioUsage, type ScenarioUsage } from './scenario-usage';
import { published, type Scenario, type ScenarioVersion } from './scenario-versions';
import { stepsOfVersions } from './scenarios-in-force';

export interface ScenarioLine {
	id: string;
	name: string;
	archivedAt: Date | null;
	inForce: { number: number; publishedAt: Date; steps: number; channels: string[] } | null;
	draft: { number: number; createdAt: Date; createdBy: string } | null;
	usage: ScenarioUsage;
}

/** Every scenario: the default first, then those most customers follow; archived ones last. */
export async function scenariosOf(unit: Unit<InsideScope>): Promise<ScenarioLine[]> {
	const rows = await allScenarios(unit);
	const versions = groupBy(await allVersions(unit, rows), ({ scenarioId }) => scenarioId);
	const versionsOf = ({ id }: Scenario) => versions.get(id) ?? [];
	const inForce = rows.flatMap((row) => published(versionsOf(row))[0]?.id ?? []);
	const steps = await stepsOfVersions(unit, inForce);
	const usage = await scenarioUsage(unit);
	return rows.map((row) => lineOf(row, versionsOf(row), steps, usage.of(row.id))).sort(byUsage);
}

const allScenarios = (unit: Unit<InsideScope>): Promise<Scenario[]> =>
	unit.tx
		.select()
		.from(scenario)
		.where(eq(scenario.organisationId, unit.scope.organisationId))
		.orderBy(asc(scenario.name), asc(scenario.id));

const allVersions = (
	unit: Unit<InsideScope>,
	scenarios: readonly Scenario[]
): Promise<ScenarioVersion[]> =>
	unit.tx
		.select()
		.from(scenarioVersion)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				inArray(
					scenarioVersion.scenarioId,
					scenarios.map(({ id }) => id)
				)
			)
		);

type Steps = Awaited<ReturnType<typeof stepsOfVersions>>;

function lineOf(
	{ id, name, archivedAt }: Scenario,
	versions: readonly ScenarioVersion[],
	steps: Steps,
	usage: ScenarioUsage
): ScenarioLine {
	const [current] = published(versions);
	const draft = versions.find(({ publishedAt }) => !publishedAt);
	const inForce = current ? inForceOf(current, steps) : null;
	return { id, name, archivedAt, inForce, draft: draft ? draftOf(draft) : null, usage };
}

function inForceOf(
	{ id, number, publishedAt }: ScenarioVersion,
	steps: Steps
): NonNullable<ScenarioLine['inForce']> {
	const inUse = (steps.get(id) ?? []).filter(({ disabled }) => !disabled);
	const channels = [...new Set(inUse.map(({ channel }) => channel))];
	return { number, publishedAt: publishedAt!, steps: inUse.length, channels };
}

const draftOf = ({ number, createdAt, createdBy }: ScenarioVersion) => ({
	number,
	createdAt,
	createdBy
});

const byUsage = (a: ScenarioLine, b: ScenarioLine): number =>
	Number(a.archivedAt !== null) - Number(b.archivedAt !== null) ||
	Number(b.usage.isDefault) - Number(a.usage.isDefault) ||
	b.usage.customers - a.usage.customers ||
	a.name.localeCompare(b.name);
