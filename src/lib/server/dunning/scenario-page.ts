import type { WorkingCalendar } from '$lib/domain/calendar';
import { checkScenario, type ScenarioError } from '$lib/domain/dunning/check-scenario';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import { sendDays } from '$lib/domain/dunning/sending-calendar';
import { contentOf } from '$lib/domain/dunning/step-schema';
import { eventsAbout } from '../audit/queries';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, workingCalendarOf } from '../settings/queries';
import { meansOf } from './scenario-means';
import { scenarioUsage } from './scenario-usage';
import {
	draftOf,
	published,
	scenarioById,
	versionsOf,
	type Draft,
	type ScenarioVersion
} from './scenario-versions';
import { stepsOfVersions } from './scenarios-in-force';

/** One scenario: what is in force, what is being prepared, who follows it, and how it came to be so. */
export async function scenarioPage(unit: Unit<InsideScope>, scenarioId: string) {
	const { name, archivedAt } = await scenarioById(unit, scenarioId);
	const { versions, stepsOf } = await versionsWithSteps(unit, scenarioId);
	const draft = await draftOf(unit, scenarioId);
	const usage = await scenarioUsage(unit);
	const [current] = published(versions);
	return {
		...{ id: scenarioId, name, archivedAt },
		versions: published(versions).map((version) => shownVersion(version, stepsOf(version))),
		draft: draft && draftHead(draft),
		/** What keeps the version in force from doing what it says: a provider or a template that is gone. */
		broken: await brokenIn(unit, current ? stepsOf(current) : []),
		usage: usage.of(scenarioId),
		byDefault: usage.byDefault,
		groups: usage.groups,
		events: await eventsOf(unit, scenarioId),
		calendar: await sendingCalendar(unit)
	};
}

/** The draft with what is to be said about it, and the version it would replace. */
export async function draftPage(unit: Unit<InsideScope>, scenarioId: string) {
	const { name } = await scenarioById(unit, scenarioId);
	const draft = await draftOf(unit, scenarioId);
	const { versions, stepsOf, allSteps } = await versionsWithSteps(unit, scenarioId);
	const [current] = published(versions);
	return {
		...{ id: scenarioId, name },
		draft: draft && (await checkedDraft(unit, draft)),
		inForce: current ? { number: current.number, steps: stepsOf(current).map(contentOf) } : null,
		/** Keys that ever meant a step of this scenario. */
		keys: [...new Set(allSteps.map(({ key }) => key))],
		groups: (await scenarioUsage(unit)).groups.map(({ group }) => group),
		calendar: await sendingCalendar(unit)
	};
}

/** Drafts too. */
async function versionsWithSteps(unit: Unit<InsideScope>, scenarioId: string) {
	const versions = await versionsOf(unit, scenarioId);
	const steps = await stepsOfVersions(
		unit,
		versions.map(({ id }) => id)
	);
	const stepsOf = ({ id }: ScenarioVersion) => steps.get(id) ?? [];
	return { versions, stepsOf, allSteps: [...steps.values()].flat() };
}

const shownVersion = (
	{ number, note, publishedAt, publishedBy }: ScenarioVersion,
	steps: readonly StepDefinition[]
) => ({
	...{ number, note, publishedAt: publishedAt!, publishedBy: publishedBy ?? '' },
	steps: steps.map(contentOf)
});

const draftHead = ({ version: { number, createdAt, createdBy } }: Draft) => ({
	...{ number, createdAt, createdBy }
});

const checkedDraft = async (unit: Unit<InsideScope>, draft: Draft) => ({
	versionId: draft.version.id,
	...draftHead(draft),
	...{ seen: draft.seen, steps: draft.steps },
	verdicts: checkScenario(draft.steps, await meansOf(unit))
});

const eventsOf = async (unit: Unit<InsideScope>, id: string) =>
	(await eventsAbout(unit, { kind: 'scenario', id })).map(
		({ id: eventId, at, actorName, action, data }) => ({ id: eventId, at, actorName, action, data })
	);

const GONE: readonly string[] = ['no_provider', 'no_template'] satisfies ScenarioError[];

async function brokenIn(unit: Unit<InsideScope>, steps: readonly StepDefinition[]) {
	const verdicts = checkScenario(steps.map(contentOf), await meansOf(unit));
	return verdicts.flatMap(({ code, at }) =>
		GONE.includes(code) && at !== undefined ? [{ code, at }] : []
	);
}

/** Days on which messages leave: those of the organisation, but for what is closed. */
async function sendingCalendar(unit: Unit<InsideScope>): Promise<WorkingCalendar> {
	const { sendWeekdays } = await organisationOf(unit);
	return sendDays(await workingCalendarOf(unit), sendWeekdays);
}
