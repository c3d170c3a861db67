import { eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { scenario } from '../db/schema/scenarios';
import { chooseScenario, type ChosenFor } from './choose-scenario';
import { scenarioById, versionsOf } from './scenario-versions';

/**
 * Gives a customer, a group or everybody else a scenario; none = that of the next wider circle.
 * @throws not_found, scenario_not_published, required when everybody would be left without any
 */
export async function assignScenario(
	unit: Unit<InsideScope>,
	chosenFor: ChosenFor,
	scenarioId: string | null
): Promise<void> {
	await lockAll(unit);
	if (chosenFor.customerId) await customerById(unit, chosenFor.customerId);
	if (scenarioId) await refuseUnfit(unit, scenarioId);
	else if (!chosenFor.customerId && !chosenFor.customerGroup)
		throw new AppError('required', {}, 'scenarioId');
	await chooseScenario(unit, chosenFor, scenarioId);
}

/** Two people who choose at once do it one after the other, and nobody archives what is being chosen. */
const lockAll = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({ id: scenario.id })
		.from(scenario)
		.where(eq(scenario.organisationId, unit.scope.organisationId))
		.orderBy(scenario.id)
		.for('update');

async function refuseUnfit(unit: Unit<InsideScope>, scenarioId: string): Promise<void> {
	const { archivedAt } = await scenarioById(unit, scenarioId);
	if (archivedAt) throw new AppError('not_found', {}, 'scenarioId');
	const versions = await versionsOf(unit, scenarioId);
	if (!versions.some(({ publishedAt }) => publishedAt))
		throw new AppError('scenario_not_published', {}, 'scenarioId');
}
