import { asc, eq, inArray, and } from 'drizzle-orm';
import type { WorkingCalendar } from '$lib/domain/calendar';
import {
	checkScenario,
	type ScenarioError,
	type ScenarioMeans
} from '$lib/domain/dunning/check-scenario';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import type { ScenarioFile } from '$lib/domain/dunning/scenario-file';
import { sendDays } from '$lib/domain/dunning/sending-calendar';
import { contentOf } from '$lib/domain/dunning/step-schema';
import { groupBy } from '$lib/domain/group-by';
import { AppError } from '$lib/domain/errors';
import { eventsAbout } from '../audit/queries';
import type { InsideScope } from '../auth/scope';
import { customerById, customerGroups } from '../customers/queries';
import type { Unit } from '../db/client';
import { channelsWithProvider } from '../delivery/providers/queries';
import { scenario, scenarioVersion } from '../db/schema/scenarios';
import { organisationOf, workingCalendarOf } from '../settings/queries';
import { templateNames } from '../templates/queries';
import { choicesInForce, stepsOfVersions } from './scenarios-in-force';
import { scenarioUsage, type ScenarioUsage } from './scenario-usage';
import { draftOf, scenarioById, versionsOf, type ScenarioVersion } from './scenario-versions';

export interface ScenarioLine {
	id: string;
	name: string;
	archivedAt: Date | null;
	inForce: { number: number; publishedAt: Date; steps: number; channels: string[] } | null;
	draft: { number: number; createdAt: Date; createdBy: string } | null;
	usage: ScenarioUsage;
}

/** Every scenario: the default first, then those most customers follow; archived ones last. */
export async function scenariosOf(unit: Unit<InsideScope>): Promise<ScenarioLine[]> {
	const { organisationId } = unit.scope;
	const rows = await unit.tx
		.select()
		.from(scenario)
		.where(eq(scenario.organisationId, organisationId))
		.orderBy(asc(scenario.name), asc(scenario.id));
	const versions = groupBy(
		await allVersions(
			unit,
			rows.map(({ id }) => id)
		),
		(v) => v.scenarioId
	);
	const inForce = rows.flatMap(({ id }) => published(versions.get(id) ?? [])[0] ?? []);
	const steps = await stepsOfVersions(
		unit,
		inForce.map(({ id }) => id)
	);
	const usage = await scenarioUsage(unit);
	return rows
		.map((row) => lineOf(row, versions.get(row.id) ?? [], steps, usage.of(row.id)))
		.sort(byUsage);
}

const allVersions = (unit: Unit<InsideScope>, scenarioIds: string[]): Promise<ScenarioVersion[]> =>
	unit.tx
		.select()
		.from(scenarioVersion)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				inArray(scenarioVersion.scenarioId, scenarioIds)
			)
		);

/** The newest first. */
const published = (versions: readonly ScenarioVersion[]): ScenarioVersion[] =>
	versions.filter(({ publishedAt }) => publishedAt).sort((a, b) => b.number - a.number);

function lineOf(
	{ id, name, archivedAt }: typeof scenario.$inferSelect,
	versions: readonly ScenarioVersion[],
	steps: Awaited<ReturnType<typeof stepsOfVersions>>,
	usage: ScenarioUsage
): ScenarioLine {
	const [current] = published(versions);
	const draft = versions.find(({ publishedAt }) => !publishedAt);
	const inUse = (steps.get(current?.id ?? '') ?? []).filter(({ disabled }) => !disabled);
	return {
		id,
		name,
		archivedAt,
		inForce: current?.publishedAt
			? {
					number: current.number,
					publishedAt: current.publishedAt,
					steps: inUse.length,
					channels: [...new Set(inUse.map(({ channel }) => channel))]
				}
			: null,
		draft: draft
			? { number: draft.number, createdAt: draft.createdAt, createdBy: draft.createdBy }
			: null,
		usage
	};
}

const byUsage = (a: ScenarioLine, b: ScenarioLine): number =>
	Number(a.archivedAt !== null) - Number(b.archivedAt !== null) ||
	Number(b.usage.isDefault) - Number(a.usage.isDefault) ||
	b.usage.customers - a.usage.customers ||
	a.name.localeCompare(b.name);

/** One scenario: what is in force, what is being prepared, who follows it, and how it came to be so. */
export async function scenarioPage(unit: Unit<InsideScope>, scenarioId: string) {
	const { name, archivedAt } = await scenarioById(unit, scenarioId);
	const versions = published(await versionsOf(unit, scenarioId));
	const steps = await stepsOfVersions(
		unit,
		versions.map(({ id }) => id)
	);
	const draft = await draftOf(unit, scenarioId);
	const usage = await scenarioUsage(unit);
	const [current] = versions;
	return {
		id: scenarioId,
		name,
		archivedAt,
		versions: versions.map(({ id, number, note, publishedAt, publishedBy }) => ({
			number,
			note,
			publishedAt: publishedAt!,
			publishedBy: publishedBy ?? '',
			steps: (steps.get(id) ?? []).map(contentOf)
		})),
		draft: draft && {
			number: draft.version.number,
			createdAt: draft.version.createdAt,
			createdBy: draft.version.createdBy
		},
		/** What keeps the version in force from doing what it says: a provider or a template that is gone. */
		broken: await brokenIn(unit, current && steps.get(current.id)),
		usage: usage.of(scenarioId),
		groups: usage.groups,
		events: (await eventsAbout(unit, { kind: 'scenario', id: scenarioId })).map(
			({ id, at, actorName, action, data }) => ({ id, at, actorName, action, data })
		),
		calendar: await sendingCalendar(unit)
	};
}

/** The draft with what is to be said about it, and the version it would replace. */
export async function draftPage(unit: Unit<InsideScope>, scenarioId: string) {
	const { name } = await scenarioById(unit, scenarioId);
	const draft = await draftOf(unit, scenarioId);
	const versions = await versionsOf(unit, scenarioId);
	const steps = await stepsOfVersions(
		unit,
		versions.map(({ id }) => id)
	);
	const [current] = published(versions);
	return {
		id: scenarioId,
		name,
		draft: draft && {
			versionId: draft.version.id,
			number: draft.version.number,
			createdAt: draft.version.createdAt,
			createdBy: draft.version.createdBy,
			seen: draft.seen,
			steps: draft.steps,
			verdicts: checkScenario(draft.steps, await meansOf(unit))
		},
		inForce: current
			? { number: current.number, steps: (steps.get(current.id) ?? []).map(contentOf) }
			: null,
		/** Keys that ever meant a step of this scenario. */
		keys: [...new Set([...steps.values()].flat().map(({ key }) => key))],
		groups: (await scenarioUsage(unit)).groups.map(({ group }) => group),
		calendar: await sendingCalendar(unit)
	};
}

const GONE: readonly string[] = ['no_provider', 'no_template'] satisfies ScenarioError[];

async function brokenIn(unit: Unit<InsideScope>, steps: readonly StepDefinition[] = []) {
	const verdicts = checkScenario(steps.map(contentOf), await meansOf(unit));
	return verdicts.flatMap(({ code, at }) =>
		GONE.includes(code) && at !== undefined ? [{ code, at }] : []
	);
}

/** What a scenario may count on. */
export const meansOf = async (unit: Unit<InsideScope>): Promise<ScenarioMeans> => ({
	texts: (await channelsWithProvider(unit)).has('sms'),
	templates: new Set((await templateNames(unit)).map(({ key }) => key)),
	groups: new Set((await customerGroups(unit)).keys())
});

/** Days on which messages leave: those of the organisation, but for what is closed. */
async function sendingCalendar(unit: Unit<InsideScope>): Promise<WorkingCalendar> {
	const { sendWeekdays } = await organisationOf(unit);
	return sendDays(await workingCalendarOf(unit), sendWeekdays);
}

/** Its version in force, else its draft. @throws not_found */
export async function scenarioFile(
	unit: Unit<InsideScope>,
	scenarioId: string
): Promise<ScenarioFile> {
	const { name } = await scenarioById(unit, scenarioId);
	const versions = await versionsOf(unit, scenarioId);
	const chosen = published(versions)[0] ?? versions[0];
	if (!chosen) throw new AppError('not_found');
	const steps = (await stepsOfVersions(unit, [chosen.id])).get(chosen.id) ?? [];
	return { name, steps: steps.map(contentOf) };
}

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
	const choices = await choicesInForce(unit);
	const own = choices.find((choice) => choice.customerId === customerId);
	const ofGroup = group ? choices.find((choice) => choice.customerGroup === group) : undefined;
	const everybody = choices.find((choice) => !choice.customerId && !choice.customerGroup);
	const chosen = own ?? ofGroup ?? everybody;
	const lines = await scenariosOf(unit);
	const found = lines.find(({ id }) => id === chosen?.scenarioId);
	return {
		scenario: found ? { id: found.id, name: found.name } : null,
		because: own ? 'own' : ofGroup ? 'group' : everybody ? 'default' : 'none',
		group,
		groups: (await scenarioUsage(unit)).groups.map((one) => one.group),
		options: lines
			.filter(({ inForce, archivedAt }) => inForce && !archivedAt)
			.map(({ id, name }) => ({ id, name }))
	};
}
