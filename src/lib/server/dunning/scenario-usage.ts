import type { InsideScope } from '../auth/scope';
import { customerGroups, customersByIds } from '../customers/queries';
import type { Unit } from '../db/client';
import { choicesInForce } from './scenarios-in-force';

/** Who is reminded by a scenario. */
export interface ScenarioUsage {
	/** Customers in all, however they came to it. */
	customers: number;
	isDefault: boolean;
	groups: { group: string; customers: number }[];
	/** Those for whom it was chosen by name. */
	own: { customerId: string; code: string; name: string }[];
}

export interface Usage {
	of(scenarioId: string): ScenarioUsage;
	/** Every group customers belong to, with the scenario chosen for it. */
	groups: { group: string; customers: number; scenarioId: string | null }[];
}

/** Counted by group, never customer by customer: an organisation has a hundred thousand of them. */
export async function scenarioUsage(unit: Unit<InsideScope>): Promise<Usage> {
	const choices = await choicesInForce(unit);
	const own = choices.filter(({ customerId }) => customerId !== null);
	const byGroup = new Map(
		choices.flatMap(({ customerGroup, scenarioId }) =>
			customerGroup ? [[customerGroup, scenarioId] as const] : []
		)
	);
	const everybody = choices.find(({ customerId, customerGroup }) => !customerId && !customerGroup);
	const named = await customersByIds(
		unit,
		own.map(({ customerId }) => customerId!)
	);
	const groups = await customerGroups(unit);
	const members = (group: string): number =>
		(groups.get(group) ?? 0) - named.filter((one) => one.customerGroup === group).length;
	const followed = (group: string) => byGroup.get(group) ?? everybody?.scenarioId ?? null;
	return {
		of(scenarioId) {
			const isOwn = new Set(
				own.flatMap((choice) => (choice.scenarioId === scenarioId ? [choice.customerId] : []))
			);
			const mine = named.filter(({ id }) => isOwn.has(id));
			const inGroups = [...groups.keys()].filter((group) => followed(group) === scenarioId);
			return {
				customers: inGroups.reduce((sum, group) => sum + members(group), mine.length),
				isDefault: everybody?.scenarioId === scenarioId,
				groups: [...byGroup]
					.filter(([, chosen]) => chosen === scenarioId)
					.map(([group]) => ({ group, customers: members(group) })),
				own: mine.map(({ id, code, name }) => ({ customerId: id, code, name }))
			};
		},
		groups: [...new Set([...groups.keys(), ...byGroup.keys()])]
			.filter((group) => group !== '')
			.sort((a, b) => a.localeCompare(b))
			.map((group) => ({
				group,
				customers: groups.get(group) ?? 0,
				scenarioId: byGroup.get(group) ?? null
			}))
	};
}
