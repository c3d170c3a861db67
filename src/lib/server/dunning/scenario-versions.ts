import { and, desc, eq, isNull } from 'drizzle-orm';
import { contentOf, type DraftStep } from '$lib/domain/dunning/step-schema';
import { AppError } from '$lib/domain/errors';
import { hashOf } from '../auth/hash';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, scenarioVersion } from '../db/schema/scenarios';
import { stepsOfVersions } from './scenarios-in-force';

export type Scenario = typeof scenario.$inferSelect;
export type ScenarioVersion = typeof scenarioVersion.$inferSelect;

/** @throws not_found */
export async function scenarioById(unit: Unit<InsideScope>, id: string): Promise<Scenario> {
	const [row] = await unit.tx
		.select()
		.from(scenario)
		.where(and(eq(scenario.organisationId, unit.scope.organisationId), eq(scenario.id, id)));
	if (!row) throw new AppError('not_found');
	return row;
}

/** Nobody else changes or chooses it until this transaction ends. @throws not_found */
export async function lockScenario(unit: Unit<InsideScope>, id: string): Promise<Scenario> {
	const [row] = await unit.tx
		.select()
		.from(scenario)
		.where(and(eq(scenario.organisationId, unit.scope.organisationId), eq(scenario.id, id)))
		.for('update');
	if (!row) throw new AppError('not_found');
	return row;
}

/** Those that were in force once or are, the newest first. */
export const published = (versions: readonly ScenarioVersion[]): ScenarioVersion[] =>
	versions.filter(({ publishedAt }) => publishedAt).sort((a, b) => b.number - a.number);

/** The newest first. */
export const versionsOf = (
	unit: Unit<InsideScope>,
	scenarioId: string
): Promise<ScenarioVersion[]> =>
	unit.tx
		.select()
		.from(scenarioVersion)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				eq(scenarioVersion.scenarioId, scenarioId)
			)
		)
		.orderBy(desc(scenarioVersion.number));

export interface Draft {
	version: ScenarioVersion;
	steps: DraftStep[];
	/** Changes with every save: whoever saves says which one he read. */
	seen: string;
}

export async function draftOf(unit: Unit<InsideScope>, scenarioId: string): Promise<Draft | null> {
	const [version] = await unit.tx
		.select()
		.from(scenarioVersion)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				eq(scenarioVersion.scenarioId, scenarioId),
				isNull(scenarioVersion.publishedAt)
			)
		);
	if (!version) return null;
	const found = (await stepsOfVersions(unit, [version.id])).get(version.id) ?? [];
	return {
		version,
		steps: found.map(contentOf),
		// Every save writes its steps anew.
		seen: hashOf([version.id, ...found.map(({ id }) => id)].join(' '))
	};
}

/**
 * The draft as its author last saw it.
 * @throws not_found, conflict when somebody else saved, published or discarded it since
 */
export async function lockDraft(
	unit: Unit<InsideScope>,
	{ scenarioId, seen }: { scenarioId: string; seen: string }
): Promise<Draft> {
	await lockScenario(unit, scenarioId);
	const draft = await draftOf(unit, scenarioId);
	if (draft?.seen !== seen) throw new AppError('conflict');
	return draft;
}
