import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { scenariosOf, type ScenarioLine } from './scenario-queries';
import { scenarioUsage } from './scenario-usage';
import { choicesInForce } from './scenarios-in-force';

/** By what a customer is reminded, and why. */
export interface ScenarioOfCustomer {
	scenario: { id: string; name: string } | null;
	because: 'own' | 'group' | 'default' | 'none';
	group: string;
	/** Every group there is, to choose from. */
	groups: string[];
	/** Those that may be chosen: published and not archived. */
	options: { id: string; name: string }[];
}

export async function scenarioOfCustomer(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<ScenarioOfCustomer> {
	const { customerGroup: group } = await customerById(unit, customerId);
	const { scenarioId, because } = await chosenFor(unit, customerId, group);
	const lines = await scenariosOf(unit);
	const found = lines.find(({ id }) => id === scenarioId);
	return {
		scenario: found ? named(found) : null,
		because,
		group,
		groups: (await scenarioUsage(unit)).groups.map((one) => one.group),
		options: lines.filter(({ inForce, archivedAt }) => inForce && !archivedAt).map(named)
	};
}

const named = ({ id, name }: ScenarioLine) => ({ id, name });

interface Chosen {
	scenarioId?: string | null;
	because: ScenarioOfCustomer['because'];
}

/** His own, else that of his group, else that of everybody. */
async function chosenFor(
	unit: Unit<InsideScope>,
	customerId: string,
	group: string
): Promise<Chosen> {
	const choices = await choicesInForce(unit);
	const own = choices.find((choice) => choice.customerId === customerId);
	if (own) return { ...own, because: 'own' };
	const ofGroup = group ? choices.find((choice) => choice.customerGroup === group) : undefined;
	if (ofGroup) return { ...ofGroup, because: 'group' };
	const everybody = choices.find((choice) => !choice.customerId && !choice.customerGroup);
	return everybody ? { ...everybody, because: 'default' } : { because: 'none' };
}
