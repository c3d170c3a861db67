import { and, eq } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { forecast, type Forecast } from '$lib/domain/dunning/forecast';
import { seriesOf } from '$lib/domain/dunning/forecast-series';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, scenarioVersion } from '../db/schema/scenarios';
import { customersAhead, noSteps, pageOf, type SeriesCounts } from './forecast-queries';
import { scenariosInForce, stepsOfVersions } from './scenarios-in-force';

export const CHANGES = ['more', 'less', 'other'] as const;
export type Change = (typeof CHANGES)[number];

export interface PlannedStepName {
	on: LocalDate;
	name: { fr: string; en: string };
}

export interface ComparedRow {
	customerId: string;
	code: string;
	name: string;
	change: Change;
	before: PlannedStepName[];
	after: PlannedStepName[];
}

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
	const version = await versionOf(unit, versionId);
	const steps = (await stepsOfVersions(unit, [versionId])).get(versionId) ?? [];
	const { scenarioOf } = await scenariosInForce(unit);
	const figures = new Map(daysFrom(unit.today, days).map((on) => [on, pair()]));
	const rows: ComparedRow[] = [];
	let customers = 0;
	for await (const { facts, code, name } of customersAhead(unit)) {
		const { customerId, group = '' } = facts.customer;
		if (scenarioOf({ customerId, group }) !== version.scenarioId) continue;
		customers++;
		const before = forecast(facts, days);
		const after = forecast({ ...facts, scenario: steps }, days);
		count(figures, 'before', before);
		count(figures, 'after', after);
		const found = changeOf(before, after);
		if (found)
			rows.push({
				customerId,
				code,
				name,
				change: found,
				before: named(before),
				after: named(after)
			});
	}
	return {
		version,
		customers,
		days: [...figures].map(([on, { before, after }]) => ({ on, before, after })),
		changes: Object.fromEntries(
			CHANGES.map((each) => [each, rows.filter((row) => row.change === each).length])
		) as Record<Change, number>,
		list: pageOf(
			rows
				.filter((row) => !change || row.change === change)
				.sort((a, b) => a.name.localeCompare(b.name)),
			page
		)
	};
}

async function versionOf(unit: Unit<InsideScope>, versionId: string) {
	const [row] = await unit.tx
		.select({
			versionId: scenarioVersion.id,
			scenarioId: scenarioVersion.scenarioId,
			name: scenario.name,
			number: scenarioVersion.number,
			publishedAt: scenarioVersion.publishedAt
		})
		.from(scenarioVersion)
		.innerJoin(
			scenario,
			and(
				eq(scenario.organisationId, scenarioVersion.organisationId),
				eq(scenario.id, scenarioVersion.scenarioId)
			)
		)
		.where(
			and(
				eq(scenarioVersion.organisationId, unit.scope.organisationId),
				eq(scenarioVersion.id, versionId)
			)
		);
	if (!row) throw new AppError('not_found');
	return row;
}

const daysFrom = (today: LocalDate, days: number): LocalDate[] =>
	Array.from({ length: days }, (_, ahead) => addDays(today, ahead));

type Pair = Record<'before' | 'after', SeriesCounts>;
const pair = (): Pair => ({ before: noSteps(), after: noSteps() });

function count(figures: Map<LocalDate, Pair>, side: keyof Pair, { steps }: Forecast): void {
	for (const { on, decision } of steps) figures.get(on)![side][seriesOf(decision.step!)]++;
}

const named = ({ steps }: Forecast): PlannedStepName[] =>
	steps.map(({ on, decision }) => ({ on, name: decision.step!.name }));

/** More or fewer steps, or as many that are not the same on the same days. */
function changeOf(before: Forecast, after: Forecast): Change | null {
	const more = after.steps.length - before.steps.length;
	if (more !== 0) return more > 0 ? 'more' : 'less';
	const isSame = after.steps.every(({ on, decision }, index) => {
		const was = before.steps[index]!;
		return (
			was.on === on &&
			was.decision.step!.key === decision.step!.key &&
			was.decision.step!.channel === decision.step!.channel
		);
	});
	return isSame ? null : 'other';
}
