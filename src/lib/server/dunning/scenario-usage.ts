import type { InsideScope } from '../auth/scope';
import { customerGroups, customersByIds, type Customer } from '../customers/queries';
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
	/** Customers for whom nothing was chosen, neither by name nor by group: the default scenario is theirs. */
	byDefault: number;
	/** Every group customers belong to, with the scenario chosen for it. */
	groups: { group: string; customers: number; scenarioId: string | null }[];
}

/** Counted by group, never customer by customer: an organisation has a hundred thousand of them. */
export async function scenarioUsage(unit: Unit<InsideScope>): Promise<Usage> {
	const choices = await choicesInForce(unit);
	const own = choices.filter(({ customerId }) => customerId !== null);
	const ids = own.map(({ customerId }) => customerId!);
	const counted = new CountedUsage(
		choices,
		await customersByIds(unit, ids),
		await customerGroups(unit)
	);
	return {
		of: (scenarioId) => counted.of(scenarioId),
		byDefault: counted.byDefault(),
		groups: counted.groups()
	};
}

type Choice = Awaited<ReturnType<typeof choicesInForce>>[number];

class CountedUsage {
	/** Scenario chosen by name for a customer. */
	private readonly ofCustomer: ReadonlyMap<string, string>;
	private readonly ofGroup: ReadonlyMap<string, string>;
	private readonly ofEverybody: string | null;

	constructor(
		choices: readonly Choice[],
		/** Customers somebody chose for by name. */
		private readonly named: readonly Customer[],
		/** How many customers each group has. */
		private readonly sizes: ReadonlyMap<string, number>
	) {
		this.ofCustomer = chosen(choices, ({ customerId }) => customerId);
		this.ofGroup = chosen(choices, ({ customerGroup }) => customerGroup);
		const forAll = choices.find(({ customerId, customerGroup }) => !customerId && !customerGroup);
		this.ofEverybody = forAll?.scenarioId ?? null;
	}

	of(scenarioId: string): ScenarioUsage {
		const own = this.named.filter(({ id }) => this.ofCustomer.get(id) === scenarioId);
		const followers = [...this.sizes.keys()].filter(
			(group) => (this.ofGroup.get(group) ?? this.ofEverybody) === scenarioId
		);
		return {
			customers: followers.reduce((sum, group) => sum + this.members(group), own.length),
			isDefault: this.ofEverybody === scenarioId,
			groups: this.groupsOf(scenarioId),
			own: own.map(({ id, code, name }) => ({ customerId: id, code, name }))
		};
	}

	byDefault(): number {
		return [...this.sizes.keys()]
			.filter((group) => !this.ofGroup.has(group))
			.reduce((sum, group) => sum + this.members(group), 0);
	}

	groups(): Usage['groups'] {
		const names = new Set([...this.sizes.keys(), ...this.ofGroup.keys()].filter(Boolean));
		return [...names]
			.sort((a, b) => a.localeCompare(b))
			.map((group) => ({
				group,
				customers: this.sizes.get(group) ?? 0,
				scenarioId: this.ofGroup.get(group) ?? null
			}));
	}

	private groupsOf(scenarioId: string): ScenarioUsage['groups'] {
		return [...this.ofGroup]
			.filter(([, followed]) => followed === scenarioId)
			.map(([group]) => ({ group, customers: this.members(group) }));
	}

	/** Without those who follow a scenario of their own. */
	private members(group: string): number {
		const apart = this.named.filter(({ customerGroup }) => customerGroup === group);
		return (this.sizes.get(group) ?? 0) - apart.length;
	}
}

const chosen = (
	choices: readonly Choice[],
	subject: (choice: Choice) => string | null
): ReadonlyMap<string, string> =>
	new Map(
		choices.flatMap((choice) => {
			const named = subject(choice);
			return named ? [[named, choice.scenarioId] as const] : [];
		})
	);
