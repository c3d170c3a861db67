import { forecast } from '$lib/domain/dunning/forecast';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { Comparison, type Change } from './comparison';
import type { CustomerFacts } from './facts';
import { customersAhead } from './forecast-queries';
import { namedVersion } from './named-version';
import { scenariosInForce, stepsOfVersions } from './scenarios-in-force';

interface Wanted {
	days: number;
	versionId: string;
	change?: Change;
	page: number;
}

/**
 * The next days with the scenario in force and with a version of it, for the customers it is for.
 * @throws not_found
 */
export async function compareForecasts(
	unit: Unit<InsideScope>,
	{ days, versionId, change, page }: Wanted
) {
	const version = await namedVersion(unit, versionId);
	const steps = (await stepsOfVersions(unit, [versionId])).get(versionId) ?? [];
	const comparison = new Comparison(unit.today, days);
	for await (const customer of customersUnder(unit, version.scenarioId)) {
		const { facts } = customer;
		const before = forecast(facts, days);
		comparison.add(customer, before, forecast({ ...facts, scenario: steps }, days));
	}
	return { version, ...comparison.result(page, change) };
}

async function* customersUnder(
	unit: Unit<InsideScope>,
	scenarioId: string
): AsyncGenerator<CustomerFacts> {
	const { scenarioOf } = await scenariosInForce(unit);
	for await (const ahead of customersAhead(unit)) {
		const { customerId, group = '' } = ahead.facts.customer;
		if (scenarioOf({ customerId, group }) === scenarioId) yield ahead;
	}
}
