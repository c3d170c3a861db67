import { parseArgs } from 'node:util';
import type { LocalDate } from '$lib/domain/calendar';
import { askedIn } from '$lib/domain/dunning/decision';
import { decisionSentence } from '$lib/i18n/decision-words';
import { formatDay, formatTotals } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import type { SystemScope } from '$lib/server/auth/scope';
import { parseClock, now, setClock, todayIn } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { toJson } from '$lib/server/dunning/decision-json';
import { planDunning, type PlannedCustomer } from '$lib/server/dunning/plan-dunning';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { env } from '$lib/server/env';
import { clockMayMove } from '$lib/server/jobs/demo';
import '$lib/server/jobs/notice-hooks';
import { dayOption, print, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const syntax = 'dunning plan|run [--org SLUG] [--date YYYY-MM-DD] [--json]';
export const about = m.cli_about_dunning;

interface Options {
	scope: SystemScope;
	on: LocalDate;
	json: boolean;
}

export async function run(args: string[]): Promise<number> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			org: { type: 'string' },
			date: { type: 'string' },
			json: { type: 'boolean', default: false }
		}
	});
	const command = COMMANDS[positionals[0] ?? ''];
	if (!command) throw new UsageError(m.cli_only({ command: 'dunning plan|run' }));
	const asked = dayOption(values.date, 'date');
	const scope = await organisationNamed(values.org);
	return command({ scope, on: asked ?? todayIn(scope.timeZone), json: values.json });
}

function done(text: string): number {
	if (text) print(text);
	return 0;
}

function refused(text: string): number {
	process.stderr.write(`${text}\n`);
	return 2;
}

const COMMANDS: Record<string, ((options: Options) => Promise<number>) | undefined> = {
	plan: showPlan,
	run: runOnce
};

async function showPlan({ scope, on, json }: Options): Promise<number> {
	const planned = await unitOfWork(scope, (unit) => planDunning(unit, { today: on }));
	if (json) return done(JSON.stringify({ on, customers: planned.map(plainOf) }, null, '\t'));
	print(`${formatDay(on)} · ${m.dunning_cli_customers({ count: planned.length })}`);
	return done(planned.map(lineOf).join('\n'));
}

const plainOf = ({ customer, decision }: PlannedCustomer) => ({
	code: customer.code,
	name: customer.name,
	...toJson(decision)
});

function lineOf({ customer, decision }: PlannedCustomer): string {
	const asked = askedIn(decision);
	const amount = asked.length ? ` · ${formatTotals(asked)}` : '';
	const outcome = say(`dunning_outcome_${decision.outcome}`);
	const leader = decision.items.find(
		({ invoiceId }) => invoiceId === decision.leaderInvoiceId
	)?.number;
	// A customer nobody named bears its code as its name.
	const who = [...new Set([customer.code, customer.name])].join(' ');
	return `${who} · ${outcome}${leader ? ` · ${leader}` : ''}${amount}\n    ${decisionSentence(decision)}`;
}

async function runOnce({ scope, on, json }: Options): Promise<number> {
	const problem = await moveTo(on, scope);
	if (problem) return refused(say(problem));
	const { outcomes, ...summary } = await runDunning(scope);
	const delivered = await deliverAll();
	if (json) return done(JSON.stringify({ ...summary, outcomes, delivered }, null, '\t'));
	print(`${formatDay(summary.on)} · ${m.dunning_cli_customers({ count: summary.customers })}`);
	for (const [outcome, count] of Object.entries(outcomes))
		print(`    ${say(`dunning_outcome_${outcome}`)} · ${count}`);
	return done(m.dunning_cli_done({ notices: summary.notices, delivered }));
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
