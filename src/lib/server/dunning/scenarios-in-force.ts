import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { withDefaults, type StepDefinition } from '$lib/domain/dunning/scenario';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenarioChoice, scenarioVersion, step } from '../db/schema/scenarios';

/** Which steps are for whom. */
export interface ScenariosInForce {
	/** Differs whenever the steps of anybody do. */
	signature: string;
	/** Somebody may be sent a text message. */
	hasTexts: boolean;
	/** Chosen for the customer, else for its group, else for everybody; null when that one has nothing published. */
	scenarioOf(customer: { customerId: string; group: string }): string | null;
	stepsOf(customer: { customerId: string; group: string }): readonly StepDefinition[] | null;
}

/** Today's, or those in force at an instant of the past. */
export async function scenariosInForce(
	unit: Unit<InsideScope>,
	at?: Date
): Promise<ScenariosInForce> {
	const choices = await choicesOf(unit, at);
	const published = await publishedVersions(unit, at);
	const steps = await stepsOfVersions(unit, [...published.values()]);
	const scenarioOf = ({ customerId, group }: { customerId: string; group: string }) =>
		choices.get(`customer ${customerId}`) ??
		(group ? choices.get(`group ${group}`) : undefined) ??
		choices.get('everybody') ??
		null;
	return {
		signature: JSON.stringify([[...choices].sort(), [...steps].sort()]),
		hasTexts: [...steps.values()].flat().some(isText),
		scenarioOf,
		stepsOf(customer) {
			const versionId = published.get(scenarioOf(customer) ?? '');
			return versionId ? (steps.get(versionId) ?? null) : null;
		}
	};
}

const isText = ({ channel, disabled }: StepDefinition): boolean => channel === 'sms' && !disabled;

const choicesOf = async (unit: Unit<InsideScope>, at?: Date): Promise<Map<string, string>> =>
	new Map((await choicesInForce(unit, at)).map((row) => [keyOf(row), row.scenarioId]));

/** Who is given which scenario today, or was at an instant of the past. */
export const choicesInForce = (unit: Unit<InsideScope>, at?: Date) =>
	unit.tx
		.select()
		.from(scenarioChoice)
		.where(
			and(
				eq(scenarioChoice.organisationId, unit.scope.organisationId),
				at
					? and(
							lte(scenarioChoice.chosenAt, at),
							or(isNull(scenarioChoice.endedAt), gt(scenarioChoice.endedAt, at))
						)
					: isNull(scenarioChoice.endedAt)
			)
		)
		.orderBy(asc(scenarioChoice.chosenAt), asc(scenarioChoice.id));

const keyOf = ({ customerId, customerGroup }: typeof scenarioChoice.$inferSelect): string => {
	if (customerId) return `customer ${customerId}`;
	return customerGroup ? `group ${customerGroup}` : 'everybody';
};

/** The last published version of each scenario. */
async function publishedVersions(unit: Unit<InsideScope>, at?: Date): Promise<Map<string, string>> {
	const rows = await unit.tx
		.selectDistinctOn([scenarioVersion.scenarioId], {
			scenarioId: scenarioVersion.scenarioId,
			id: scenarioVersion.id
		})
		.from(scenarioVersion)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				at ? lte(scenarioVersion.publishedAt, at) : isNotNull(scenarioVersion.publishedAt)
			)
		)
		.orderBy(scenarioVersion.scenarioId, desc(scenarioVersion.number));
	return new Map(rows.map(({ scenarioId, id }) => [scenarioId, id]));
}

/** The steps of these versions, in their order. */
export async function stepsOfVersions(
	unit: Unit<InsideScope>,
	versionIds: readonly string[]
): Promise<Map<string, StepDefinition[]>> {
	if (versionIds.length === 0) return new Map();
	const rows = await unit.tx
		.select()
		.from(step)
		.where(
			and(
				eq(step.organisationId, unit.scope.organisationId),
				inArray(step.versionId, [...versionIds])
			)
		)
		.orderBy(asc(step.position));
	const groups = groupBy(rows, ({ versionId }) => versionId);
	return new Map([...groups].map(([versionId, found]) => [versionId, found.map(definitionOf)]));
}

/** Steps of any version, by their ids. */
export async function stepsById(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<Map<string, StepDefinition>> {
	if (ids.length === 0) return new Map();
	const rows = await unit.tx
		.select()
		.from(step)
		.where(and(eq(step.organisationId, unit.scope.organisationId), inArray(step.id, [...ids])));
	return new Map(rows.map((row) => [row.id, definitionOf(row)]));
}

const definitionOf = ({
	id,
	key,
	position,
	definition
}: typeof step.$inferSelect): StepDefinition => ({
	...withDefaults(definition),
	id,
	key,
	position
});
