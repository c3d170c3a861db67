import { parseArgs } from 'node:util';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { askedIn } from '$lib/domain/dunning/decision';
import { FORECAST_SERIES } from '$lib/domain/dunning/forecast-series';
import { AppError } from '$lib/domain/errors';
import { decisionSentence, reasonLabel } from '$lib/i18n/decision-words';
import { formatDay, formatTotals } from '$lib/i18n/format';
import { asLanguage, type Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { systemScope, type SystemScope } from '$lib/server/auth/scope';
import { parseClock, now, setClock, todayIn } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { toJson } from '$lib/server/dunning/decision-json';
import { planDunning, type PlannedCustomer } from '$lib/server/dunning/plan-dunning';
import { forecastOf } from '$lib/server/dunning/forecast-queries';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { env } from '$lib/server/env';
import { clockMayMove } from '$lib/server/jobs/demo';
import '$lib/server/jobs/notice-hooks';
import { allOrganisations } from '$lib/server/settings/queries';

export const usage = `dunning plan|run|forecast --org <slug> [--date YYYY-MM-DD] [--days 30] [--json] [--lang fr|en]
  plan   shows who would get what on that day, and why not; writes nothing
  run    decides for everybody and sends; in the demo --date moves the business clock to that day
  forecast  shows the next days from today, by day and channel, and why the others get nothing`;

interface Options {
	scope: SystemScope;
	on: LocalDate;
	days: number;
	json: boolean;
	language: Language;
}

export async function run(args: string[]): Promise<number> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			org: { type: 'string' },
			date: { type: 'string' },
			days: { type: 'string', default: '30' },
			json: { type: 'boolean', default: false },
			lang: { type: 'string' }
		}
	});
	const command = COMMANDS[positionals[0] ?? ''];
	const days = Number(values.days);
	if (!command || !values.org || !(Number.isInteger(days) && days >= 1 && days <= 92)) {
		print(usage);
		return 2;
	}
	const scope = await scopeOf(values.org);
	return command({
		scope,
		on: dayOf(values.date, scope),
		days,
		json: values.json,
		language: asLanguage(values.lang) ?? 'fr'
	});
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

function done(text: string): number {
	if (text) print(text);
	return 0;
}

function refused(text: string): number {
	process.stderr.write(`${text}\n`);
	return 2;
}

async function scopeOf(slug: string): Promise<SystemScope> {
	const found = (await allOrganisations()).find((organisation) => organisation.slug === slug);
	if (!found) throw new AppError('not_found');
	return systemScope({
		organisationId: found.organisationId,
		timeZone: found.timeZone,
		actor: 'command line'
	});
}

function dayOf(text: string | undefined, { timeZone }: SystemScope): LocalDate {
	if (text === undefined) return todayIn(timeZone);
	const day = parseLocalDate(text);
	if (!day) throw new AppError('date_invalid', {}, 'date');
	return day;
}

const COMMANDS: Record<string, ((options: Options) => Promise<number>) | undefined> = {
	plan: showPlan,
	run: runOnce,
	forecast: showForecast
};

async function showPlan({ scope, on, json, language }: Options): Promise<number> {
	const planned = await unitOfWork(scope, (unit) => planDunning(unit, { today: on }));
	if (json) return done(JSON.stringify({ on, customers: planned.map(plainOf) }, null, '\t'));
	print(
		`${formatDay(on, language)} · ${say('dunning_cli_customers', { count: planned.length }, language)}`
	);
	return done(planned.map((each) => lineOf(each, language)).join('\n'));
}

const plainOf = ({ customer, decision }: PlannedCustomer) => ({
	code: customer.code,
	name: customer.name,
	...toJson(decision)
});

function lineOf({ customer, decision }: PlannedCustomer, language: Language): string {
	const asked = askedIn(decision);
	const amount = asked.length ? ` · ${formatTotals(asked, language)}` : '';
	const outcome = say(`dunning_outcome_${decision.outcome}`, {}, language);
	const leader = decision.items.find(
		({ invoiceId }) => invoiceId === decision.leaderInvoiceId
	)?.number;
	return `${customer.code} ${customer.name} · ${outcome}${leader ? ` · ${leader}` : ''}${amount}\n    ${decisionSentence(decision, language)}`;
}

async function showForecast({ scope, days, json, language }: Options): Promise<number> {
	const { list: _, ...ahead } = await unitOfWork(scope, (unit) =>
		forecastOf(unit, { days, page: 1 })
	);
	if (json) return done(JSON.stringify(toJson(ahead), null, '\t'));
	for (const { on, counts } of ahead.days) {
		const some = FORECAST_SERIES.filter((series) => counts[series] > 0);
		const told = some.map((each) => `${say(`runs_series_${each}`, {}, language)} ${counts[each]}`);
		if (told.length) print(`${formatDay(on, language)} · ${told.join(' · ')}`);
	}
	for (const series of FORECAST_SERIES)
		if (ahead.asked[series].length)
			print(
				`${say(`runs_series_${series}`, {}, language)} · ${formatTotals(ahead.asked[series], language)}`
			);
	print(say('runs_silent_title', { count: ahead.silent }, language));
	return done(
		ahead.reasons.map(({ code, n }) => `    ${reasonLabel(code, language)} · ${n}`).join('\n')
	);
}

async function runOnce({ scope, on, json, language }: Options): Promise<number> {
	const problem = await moveTo(on, scope);
	if (problem) return refused(say(problem, {}, language));
	const { outcomes, ...summary } = await runDunning(scope);
	const delivered = await deliverAll();
	if (json) return done(JSON.stringify({ ...summary, outcomes, delivered }, null, '\t'));
	print(
		`${formatDay(summary.on, language)} · ${say('dunning_cli_customers', { count: summary.customers }, language)}`
	);
	for (const [outcome, count] of Object.entries(outcomes))
		print(`    ${say(`dunning_outcome_${outcome}`, {}, language)} · ${count}`);
	return done(say('dunning_cli_done', { notices: summary.notices, delivered }, language));
}

/** Mails, links and holds live in one day: the day of a run is the day of the whole demo. Answers with the words of what forbids it. */
async function moveTo(on: LocalDate, { timeZone }: SystemScope): Promise<string | null> {
	if (on === todayIn(timeZone)) return null;
	if (!env().DEMO) return 'dunning_cli_demo_only';
	if (!(await clockMayMove())) return 'dunning_clock_fixed';
	setClock(parseClock(on, now()));
	return null;
}

async function deliverAll(): Promise<number> {
	let delivered = 0;
	for (let sent = await deliverDue(); sent > 0; sent = await deliverDue()) delivered += sent;
	return delivered;
}
