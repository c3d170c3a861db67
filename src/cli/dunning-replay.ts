import type { LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import {
	decisionSentence,
	reasonLabel,
	type NoticeOutcome,
	type Seen
} from '$lib/i18n/decision-words';
import { formatDay, formatInstant, formatMoney } from '$lib/i18n/format';
import { counted } from '$lib/i18n/counted';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import { todayIn } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { toJson } from '$lib/server/dunning/decision-json';
import type { ReplayedCustomer } from '$lib/server/dunning/replay';
import type { ReplayedDay } from '$lib/server/dunning/replay-day';
import { replayWhole, type ReplayedRun } from '$lib/server/dunning/replay-run';
import { whyCustomer } from '$lib/server/dunning/why-customer';
import { done, print, required, UsageError } from './command';
import { customerCalled } from './customer-called';
import type { Options } from './dunning';

/** Why a customer was, was not, or will be reminded on a day. */
export async function showWhy({ scope, on, customer, json }: Options): Promise<number> {
	const code = required(customer, 'customer');
	const why = await unitOfWork(scope, async (unit) =>
		whyCustomer(unit, (await customerCalled(unit, code)).id, on)
	);
	const { decision, source, notice, replay } = why;
	if (json)
		return done(JSON.stringify(toJson({ on, code, source, decision, notice, replay }), null, '\t'));
	print(`${formatDay(on)} · ${code}`);
	if (replay?.unrecorded) tellUnrecorded(replay, formatDay(on));
	else print(sentence(decision, seenOn(on, scope.timeZone), notice));
	if (source === 'run' && replay) print(m.runs_why_recorded());
	if (source === 'forecast') print(m.runs_why_forecast());
	return done(replay ? linesOf(replay, scope.timeZone).join('\n') : '');
}

/** Nothing was decided on that day: why, and what the rule would have said. */
function tellUnrecorded({ unrecorded, then }: ReplayedDay, day: string): void {
	print(say(`runs_why_${unrecorded}`, { day }));
	if (!then) return;
	if (then.reasons.some(({ code }) => code === 'no_scenario')) print(m.runs_why_no_scenario_then());
	else print(`${m.runs_why_by_rule()}\n${sentence(then)}`);
}

const sentence = (
	decision: Decision | null,
	seen: Seen | undefined = 'past',
	notice: NoticeOutcome | null = null
): string =>
	decision
		? decisionSentence(decision, undefined, { notice, seen, whole: true })
		: m.runs_replay_nothing_owed();

function seenOn(on: LocalDate, timeZone: string): Seen | undefined {
	const today = todayIn(timeZone);
	if (on === today) return undefined;
	return on < today ? 'past' : 'ahead';
}

function linesOf(replay: ReplayedDay, timeZone: string): string[] {
	const at = formatInstant(replay.at, timeZone);
	const lines: string[] = [];
	if (replay.recorded && replay.isAsRecorded) lines.push(m.runs_replay_same({ at }));
	else if (replay.recorded)
		lines.push(m.runs_replay_differs({ at }), `    ${sentence(replay.then)}`);
	if (replay.isOtherNow) lines.push(m.runs_replay_now(), `    ${sentence(replay.now)}`);
	else if (replay.late.length) lines.push(m.runs_replay_now_same());
	for (const { kind, amount, on, knownAt, reference } of replay.late)
		lines.push(
			`    ${say(`runs_replay_late_${kind}`, {
				amount: formatMoney(amount),
				day: formatDay(on),
				known: formatInstant(knownAt, timeZone),
				reference
			})}`
		);
	for (const { kind, at: since } of replay.undated)
		lines.push(say(`runs_replay_undated_${kind}`, { day: formatInstant(since, timeZone) }));
	return lines;
}

/** A whole past day once more: what it comes to, and where it differs. */
export async function showReplay({ scope, on, json }: Options): Promise<number> {
	if (on >= todayIn(scope.timeZone)) throw new UsageError(m.runs_cli_past());
	const replayed = await replayWhole(scope, on);
	if (json) return done(JSON.stringify(toJson(plainOf(replayed)), null, '\t'));
	print(
		`${formatDay(on)} · ${counted(replayed.customers, m.dunning_customers_count_one, m.dunning_customers_count)}`
	);
	for (const [outcome, count] of Object.entries(replayed.outcomes))
		print(`    ${say(`dunning_outcome_${outcome}`)} · ${count}`);
	for (const { code, n } of replayed.reasons) print(`    ${reasonLabel(code)} · ${n}`);
	tellDifferences(replayed);
	return 0;
}

function tellDifferences({ runId, differing, otherNow }: ReplayedRun): void {
	if (!runId) print(m.runs_cli_replay_no_run());
	else if (differing.length === 0) print(m.runs_cli_replay_same());
	else
		tell(m.runs_cli_replay_differing({ count: differing.length }), differing, 'recorded', 'then');
	if (otherNow.length)
		tell(m.runs_cli_replay_other_now({ count: otherNow.length }), otherNow, 'then', 'now');
}

type Side = 'recorded' | 'then' | 'now';

function tell(title: string, rows: readonly ReplayedCustomer[], before: Side, after: Side): void {
	print(title);
	for (const row of rows)
		print(`  ${row.code} ${row.name}\n    ${sentence(row[before])}\n    ${sentence(row[after])}`);
}

const plainOf = ({ differing, otherNow, ...counts }: ReplayedRun) => ({
	...counts,
	differing: differing.map(namedIn),
	otherNow: otherNow.map(namedIn)
});

const namedIn = ({ code, name, at, recorded, then, now }: ReplayedCustomer): object => ({
	...{ code, name, at, recorded, then, now }
});
