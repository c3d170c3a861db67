import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenarioChoice } from '../db/schema/scenarios';

/** One customer, a group of customers, or (neither) everybody else. */
export interface ChosenFor {
	customerId?: string;
	customerGroup?: string;
}

/** From now on these customers are reminded by this scenario; none = by that of the next wider circle. */
export async function chooseScenario(
	unit: Unit<InsideScope>,
	chosenFor: ChosenFor,
	scenarioId: string | null
): Promise<void> {
	const by = actorOf(unit.scope).name;
	await endChoice(unit, chosenFor, by);
	if (scenarioId)
		await unit.tx.insert(scenarioChoice).values({
			organisationId: unit.scope.organisationId,
			id: uuidv7(),
			scenarioId,
			customerId: chosenFor.customerId ?? null,
			customerGroup: chosenFor.customerGroup ?? '',
			chosenAt: unit.now,
			chosenBy: by
		});
	const { customerId } = chosenFor;
	await record(
		unit,
		'scenario.chosen',
		{ kind: 'scenario', id: scenarioId ?? '', ...(customerId && { customerId }) },
		{ ...chosenFor, scenarioId }
	);
}

const endChoice = (unit: Unit<InsideScope>, { customerId, customerGroup }: ChosenFor, by: string) =>
	unit.tx
		.update(scenarioChoice)
		.set({ endedAt: unit.now, endedBy: by })
		.where(
			and(
				eq(scenarioChoice.organisationId, unit.scope.organisationId),
				customerId ? eq(scenarioChoice.customerId, customerId) : isNull(scenarioChoice.customerId),
				eq(scenarioChoice.customerGroup, customerGroup ?? ''),
				isNull(scenarioChoice.endedAt)
			)
		);
