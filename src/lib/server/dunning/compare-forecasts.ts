import { and, eq } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { forecast, type Forecast } from '$lib/domain/dunning/forecast';
import { seriesOf } from '$lib/domain/dunning/forecast-series';
import type { Channel } from '$lib/domain/dunning/scenario';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario, scenarioVersion } from '../db/schema/scenarios';
import type { CustomerFacts } from './facts';
import { customersAhead, noSteps, pageOf, type SeriesCounts } from './forecast-queries';
import { scenariosInForce, stepsOfVersions } from './scenarios-in-force';

export const CHANGES = ['more', 'less', 'other'] as const;
export type Change = (typeof CHANGES)[number];

export interface PlannedStepName {
	on: LocalDate;
	name: { fr: string; en: string };
	/** Often all that tells one version from another. */
	channel: Channel;
	legal: boolean;
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

type Pair = Record<'before' | 'after', SeriesCounts>;

/** Figures of both sides per day, and everybody for whom they differ. */
class Comparison {
	private customers = 0;
	private readonly figures: Map<LocalDate, Pair>;
	private readonly rows: ComparedRow[] = [];

	constructor(today: LocalDate, days: number) {
		const dates = Array.from({ length: days }, (_, ahead) => addDays(today, ahead));
		this.figures = new Map(dates.map((on) => [on, { before: noSteps(), after: noSteps() }]));
	}

	add({ facts, code, name }: CustomerFacts, before: Forecast, after: Forecast): void {
		this.customers++;
		this.count('before', before);
		this.count('after', after);
		const change = changeOf(before, after);
		if (!change) return;
		const { customerId } = facts.customer;
		const sides = { before: named(before), after: named(after) };
		this.rows.push({ customerId, code, name, change, ...sides });
	}

	private count(side: keyof Pair, { steps }: Forecast): void {
		for (const { on, decision } of steps) this.figures.get(on)![side][seriesOf(decision.step!)]++;
	}

	result(page: number, change?: Change) {
		const wanted = this.rows.filter((row) => !change || row.change === change);
		const rows = wanted.sort((a, b) => a.name.localeCompare(b.name));
		return {
			customers: this.customers,
			days: [...this.figures].map(([on, sides]) => ({ on, ...sides })),
			changes: this.changes(),
			list: pageOf(rows, page)
		};
	}

	private changes(): Record<Change, number> {
		const changes = { more: 0, less: 0, other: 0 };
		for (const { change } of this.rows) changes[change]++;
		return changes;
	}
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

const named = ({ steps }: Forecast): PlannedStepName[] =>
	steps.map(({ on, decision: { step } }) => {
		const { name, channel, legal } = step!;
		return { on, name, channel, legal };
	});

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
