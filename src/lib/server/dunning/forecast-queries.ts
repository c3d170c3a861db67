import { addDays, type LocalDate } from '$lib/domain/calendar';
import { askedIn, type Decision, type DecisionReasonCode } from '$lib/domain/dunning/decision';
import { forecast, mayLeaveOn, type ForecastStep } from '$lib/domain/dunning/forecast';
import { seriesOf, type ForecastSeries } from '$lib/domain/dunning/forecast-series';
import { totals, type Money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { customersWithOpenInvoices } from '../invoices/dunning-facts';
import { workingCalendarOf, organisationOf } from '../settings/queries';
import { staleSourceOf } from '../sources/queries';
import { factsFor, type CustomerFacts } from './facts';

const PAGE = 25;

export interface ForecastFilter {
	days: number;
	channel?: ForecastSeries;
	/** The list shows who gets something on this day. */
	on?: LocalDate;
	/** The list shows who gets nothing, for this reason. */
	reason?: DecisionReasonCode;
	page: number;
}

export type SeriesCounts = Record<ForecastSeries, number>;
export interface ForecastRow {
	customerId: string;
	code: string;
	name: string;
	on: LocalDate;
	decision: Decision;
}

/** What the next days bring, read customer by customer in chunks: memory holds figures and one list. */
export async function forecastOf(unit: Unit<InsideScope>, filter: ForecastFilter) {
	const tally = new Tally(unit.today, filter);
	for await (const customer of customersAhead(unit))
		tally.add(customer, forecast(customer.facts, filter.days));
	const closed = await closedDays(unit, filter.days);
	return {
		from: unit.today,
		until: addDays(unit.today, filter.days - 1),
		staleSource: (await staleSourceOf(unit)) ?? null,
		...tally.result(closed)
	};
}

/** Everybody who owes something, at this hour. */
export async function* customersAhead(unit: Unit<InsideScope>): AsyncGenerator<CustomerFacts> {
	for (const customerIds of chunks(await customersWithOpenInvoices(unit)))
		yield* await factsFor(unit, { customerIds });
}

/** Days on which nothing leaves, whoever it is for. */
export async function closedDays(unit: Unit<InsideScope>, days: number): Promise<Set<LocalDate>> {
	const calendar = await workingCalendarOf(unit);
	const policy = await organisationOf(unit);
	return new Set(
		Array.from({ length: days }, (_, ahead) => addDays(unit.today, ahead)).filter(
			(on) => !mayLeaveOn(on, { calendar, policy })
		)
	);
}

export const noSteps = (): SeriesCounts => ({ email: 0, letter: 0, call: 0, other: 0 });

/** The figures of a forecast, one customer after the other. */
class Tally {
	private customers = 0;
	private silent = 0;
	private readonly byDay: Map<LocalDate, SeriesCounts>;
	private readonly asked: Record<ForecastSeries, Money[]> = {
		email: [],
		letter: [],
		call: [],
		other: []
	};
	private readonly reasons = new Map<DecisionReasonCode, number>();
	private readonly rows: ForecastRow[] = [];

	constructor(
		today: LocalDate,
		private readonly filter: ForecastFilter
	) {
		const days = Array.from({ length: filter.days }, (_, ahead) => addDays(today, ahead));
		this.byDay = new Map(days.map((on) => [on, noSteps()]));
	}

	add(customer: CustomerFacts, { steps, idle }: ReturnType<typeof forecast>): void {
		this.customers++;
		for (const step of steps) this.addStep(customer, step);
		if (idle) this.addIdle(customer, idle);
	}

	private addStep(customer: CustomerFacts, { on, decision }: ForecastStep): void {
		const series = seriesOf(decision.step!);
		this.byDay.get(on)![series]++;
		this.asked[series] = totals([...this.asked[series], ...askedIn(decision)]);
		const { channel, reason } = this.filter;
		const isWanted = on === this.filter.on && !reason && (!channel || channel === series);
		if (isWanted) this.rows.push(rowOf(customer, on, decision));
	}

	private addIdle(customer: CustomerFacts, decision: Decision): void {
		this.silent++;
		const codes = new Set(decision.reasons.map(({ code }) => code));
		for (const code of codes) this.reasons.set(code, (this.reasons.get(code) ?? 0) + 1);
		if (this.filter.reason && codes.has(this.filter.reason))
			this.rows.push(rowOf(customer, customer.facts.today, decision));
	}

	result(closed: ReadonlySet<LocalDate>) {
		const { page } = this.filter;
		const rows = this.rows.sort((a, b) => a.name.localeCompare(b.name));
		return {
			customers: this.customers,
			days: [...this.byDay].map(([on, counts]) => ({ on, counts, closed: closed.has(on) })),
			asked: this.asked,
			silent: this.silent,
			reasons: [...this.reasons]
				.map(([code, n]) => ({ code, n }))
				.sort((a, b) => b.n - a.n || a.code.localeCompare(b.code)),
			list: pageOf(rows, page)
		};
	}
}

const rowOf = (
	{ facts, code, name }: CustomerFacts,
	on: LocalDate,
	decision: Decision
): ForecastRow => ({ customerId: facts.customer.customerId, code, name, on, decision });

export const pageOf = <T>(rows: readonly T[], page: number) => ({
	total: rows.length,
	page,
	pages: Math.max(1, Math.ceil(rows.length / PAGE)),
	rows: rows.slice((page - 1) * PAGE, page * PAGE)
});
