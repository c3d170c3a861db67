import type { Labels } from '$lib/domain/language';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Forecast } from '$lib/domain/dunning/forecast';
import { seriesOf } from '$lib/domain/dunning/forecast-series';
import type { Channel } from '$lib/domain/dunning/scenario';
import type { CustomerFacts } from './facts';
import { noSteps, pageOf, type SeriesCounts } from './forecast-queries';

export const CHANGES = ['more', 'less', 'other'] as const;
export type Change = (typeof CHANGES)[number];

export interface PlannedStepName {
	on: LocalDate;
	name: Labels;
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

type Pair = Record<'before' | 'after', SeriesCounts>;

/** Figures of both sides per day, and everybody for whom they differ. */
export class Comparison {
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

const named = ({ steps }: Forecast): PlannedStepName[] =>
	steps.map(({ on, decision: { step } }) => {
		const { name, channel, legal } = step!;
		return { on, name, channel, legal };
	});

/** More or fewer steps, or as many that are not the same on the same days. */
function changeOf(before: Forecast, after: Forecast): Change | null {
	const more = after.steps.length - before.steps.length;
	if (more !== 0) return more > 0 ? 'more' : 'less';
	return after.steps.every((step, at) => isSame(step, before.steps[at]!)) ? null : 'other';
}

type Ahead = Forecast['steps'][number];

const isSame = (now: Ahead, was: Ahead): boolean =>
	was.on === now.on &&
	was.decision.step!.key === now.decision.step!.key &&
	was.decision.step!.channel === now.decision.step!.channel;
