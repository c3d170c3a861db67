import type { InsideScope } from '../auth/scope';
import { setCustomerGroup } from '../customers/set-group';
import type { Unit } from '../db/client';
import { assignScenario } from './assign-scenario';
import { choicesInForce } from './scenarios-in-force';

/** What somebody decided on the page of a customer: its group, and a scenario of its own or none. */
export async function followScenario(
	unit: Unit<InsideScope>,
	{
		customerId,
		group,
		scenarioId
	}: { customerId: string; group: string; scenarioId: string | null }
): Promise<void> {
	await setCustomerGroup(unit, { customerId, group });
	const choices = await choicesInForce(unit);
	const own = choices.find((choice) => choice.customerId === customerId)?.scenarioId ?? null;
	if (own !== scenarioId) await assignScenario(unit, { customerId }, scenarioId);
}
