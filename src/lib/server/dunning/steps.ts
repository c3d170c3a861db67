import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, step } from '../db/schema/dunning';

/** The steps in force; null when no scenario is published. */
export async function stepsInForce(unit: Unit<InsideScope>): Promise<StepDefinition[] | null> {
	const scenarioId = await scenarioInForce(unit);
	if (!scenarioId) return null;
	const rows = await unit.tx
		.select()
		.from(step)
		.where(and(eq(step.organisationId, unit.scope.organisationId), eq(step.scenarioId, scenarioId)))
		.orderBy(asc(step.position));
	return rows.map(({ id, key, position, definition }) => ({ ...definition, id, key, position }));
}

async function scenarioInForce(unit: Unit<InsideScope>): Promise<string | undefined> {
	const [row] = await unit.tx
		.select({ id: scenario.id })
		.from(scenario)
		.where(
			and(
				eq(scenario.organisationId, unit.scope.organisationId),
				eq(scenario.isDefault, true),
				isNotNull(scenario.publishedAt)
			)
		)
		.orderBy(desc(scenario.publishedAt), desc(scenario.id))
		.limit(1);
	return row?.id;
}
