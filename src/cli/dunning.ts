import { parseArgs } from 'node:util';
import type { LocalDate } from '$lib/domain/calendar';
import { askedIn } from '$lib/domain/dunning/decision';
import { MOST_DAYS_AHEAD } from '$lib/domain/dunning/forecast';
import { FORECAST_SERIES } from '$lib/domain/dunning/forecast-series';
import { decisionSentence, reasonLabel, type Seen } from '$lib/i18n/decision-words';
import { formatDay, formatTotals } from '$lib/i18n/format';
import { counted } from '$lib/i18n/counted';
import { m } from '$lib/i18n/paraglide/messages';
import { sendingHoursWords } from '$lib/i18n/sending-hours-words';
import { say } from '$lib/i18n/words';
import type { SystemScope } from '$lib/server/auth/scope';
import { parseClock, now, setClock, todayIn } from '$lib/server/clock';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { deliverAll } from '$lib/server/delivery/deliver';
import { toJson } from '$lib/server/dunning/decision-json';
import { planOfDay, type DayPlan } from '$lib/server/dunning/plan-of-day';
import { forecastOf } from '$lib/server/dunning/forecast-queries';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { withSaidAmounts } from '$lib/server/dunning/said-amounts';
import { sendingHoursOn } from '$lib/server/dunning/sending-hours';
import { volumeOf, type Volume } from '$lib/server/dunning/run-orders';
import { env } from '$lib/server/env';
import { clockMayMove } from '$lib/server/jobs/demo';
import '$lib/server/jobs/notice-hooks';
import { choiceOption, dayOption, done, print, UsageError } from './command';
import { showReplay, showWhy } from './dunning-replay';
import { organisationNamed } from './organisation-named';

export const syntax =
	'dunning plan|run|forecast|why|replay [--org SLUG] [--date YYYY-MM-DD] [--days N] [--customer CODE] [--on YYYY-MM-DD] [--json|--format json]';
export const about = m.cli_about_dunning;

export interface Options {
	scope: SystemScope;
	on: LocalDate;
	/** How far a forecast looks. */
	days: number;
	/** Its code, where the command is about one. */
	customer: string | undefined;
	json: boolean;
}

export async function run(args: string[]): Promise<number> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			org: { type: 'string' },
			date: { type: 'string' },
			days: { type: 'string', default: '30' },
			customer: { type: 'string' },
			on: { type: 'string' },
			format: { type: 'string', default: 'text' },
			json: { type: 'boolean', default: false }
		}
	});
	const command = COMMANDS[positionals[0] ?? ''];
	if (!command)
		throw new UsageError(m.cli_only({ command: 'dunning plan|run|forecast|why|replay' }));
	const days = Number(values.days);
	if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS_AHEAD)
		throw new UsageError(m.runs_cli_days({ most: MOST_DAYS_AHEAD }));
	const asked = dayOption(values.on, 'on') ?? dayOption(values.date, 'date');
	const json = choiceOption(values.format, 'format', ['text', 'json']) === 'json' || values.json;
	const scope = await organisationNamed(values.org);
	const { customer } = values;
	return command({ scope, on: asked ?? todayIn(scope.timeZone), days, customer, json });
}

function refused(text: string): number {
	process.stderr.write(`${text}\n`);
	return 2;
}

const COMMANDS: Record<string, ((options: Options) => Promise<number>) | undefined> = {
	plan: showPlan,
	run: runOnce,
	forecast: showForecast,
	why: showWhy,
	replay: showReplay
};

async function showPlan({ scope, on, json }: Options): Promise<number> {
	if (on < todayIn(scope.timeZone)) throw new UsageError(m.runs_cli_plan_past({ day: on }));
	const { planned, hours } = await unitOfWork(scope, (unit) => planTold(unit, on));
	if (json) return done(JSON.stringify({ on, hours, customers: planned.map(plainOf) }, null, '\t'));
	print(
		`${formatDay(on)} · ${counted(planned.length, m.dunning_customers_count_one, m.dunning_customers_count)}`
	);
	print(sendingHoursWords(hours));
	const isAhead = on > todayIn(scope.timeZone);
	if (isAhead) print(m.dunning_plan_ahead());
	return done(planned.map((each) => lineOf(each, isAhead ? 'ahead' : undefined)).join('\n'));
}

/** As the page of the plan tells it. */
async function planTold(unit: Unit<SystemScope>, on: LocalDate) {
	const planned = await planOfDay(unit, on);
	const decisions = await withSaidAmounts(
		unit,
		planned.map(({ decision }) => decision)
	);
	return {
		planned: planned.map((each, at): DayPlan => ({ ...each, decision: decisions[at]! })),
		hours: await sendingHoursOn(unit, on)
	};
}

const plainOf = ({ customer, decision, notice }: DayPlan) => ({
	code: customer.code,
	name: customer.name,
	...toJson(decision),
	notice
});

function lineOf({ customer, decision, notice }: DayPlan, seen: Seen | undefined): string {
	const asked = askedIn(decision);
	const amount = asked.length ? ` · ${formatTotals(asked)}` : '';
	const outcome = say(`dunning_outcome_${decision.outcome}`);
	const leader = decision.items.find(
		({ invoiceId }) => invoiceId === decision.leaderInvoiceId
	)?.number;
	// A customer nobody named bears its code as its name.
	const who = [...new Set([customer.code, customer.name])].join(' ');
	return `${who} · ${outcome}${leader ? ` · ${leader}` : ''}${amount}\n    ${decisionSentence(decision, undefined, { notice, seen })}`;
}

async function showForecast({ scope, days, json }: Options): Promise<number> {
	const { list, ...ahead } = await unitOfWork(scope, (unit) => forecastOf(unit, { days, page: 1 }));
	if (json) return done(JSON.stringify(toJson(ahead), null, '\t'));
	for (const { on, counts } of ahead.days) {
		const some = FORECAST_SERIES.filter((series) => counts[series] > 0);
		const told = some.map((series) => `${say(`runs_series_${series}`)} ${counts[series]}`);
		if (told.length) print(`${formatDay(on)} · ${told.join(' · ')}`);
	}
	for (const series of FORECAST_SERIES)
		if (ahead.asked[series].length)
			print(`${say(`runs_series_${series}`)} · ${formatTotals(ahead.asked[series])}`);
	print(m.runs_silent_title({ count: ahead.silent }));
	return done(ahead.reasons.map(({ code, n }) => `    ${reasonLabel(code)} · ${n}`).join('\n'));
}

async function runOnce({ scope, on, json }: Options): Promise<number> {
	const problem = await moveTo(on, scope);
	if (problem) return refused(say(problem));
	const { outcomes, ...summary } = await runDunning(scope);
	const volume = await unitOfWork(scope, (unit) => volumeOf(unit, summary.runId, summary.on));
	const delivered = await deliverAll();
	if (json) return done(JSON.stringify({ ...summary, ...volume, outcomes, delivered }, null, '\t'));
	print(
		`${formatDay(summary.on)} · ${counted(summary.customers, m.dunning_customers_count_one, m.dunning_customers_count)}`
	);
	for (const [outcome, count] of Object.entries(outcomes))
		print(`    ${say(`dunning_outcome_${outcome}`)} · ${count}`);
	if (summary.state !== 'running') print(say(`runs_cli_${summary.state}`, figures(volume)));
	return done(
		m.dunning_cli_done({
			steps: counted(summary.notices, m.dunning_ran_steps_one, m.dunning_ran_steps),
			messages: counted(delivered, m.dunning_cli_messages_one, m.dunning_cli_messages)
		})
	);
}

const figures = ({ mails, largestDay }: Volume) => ({ mails, largest: largestDay });

/** Mails, links and holds live in one day: the day of a run is the day of the whole demo. Answers with the words of what forbids it. */
async function moveTo(on: LocalDate, { timeZone }: SystemScope): Promise<string | null> {
	if (on === todayIn(timeZone)) return null;
	if (!env().DEMO) return 'dunning_cli_demo_only';
	if (!(await clockMayMove())) return 'dunning_clock_fixed';
	setClock(parseClock(on, now()));
	return null;
}
