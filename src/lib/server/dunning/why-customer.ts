import type { LocalDate } from '$lib/domain/calendar';
import type { Decision, DunningFacts } from '$lib/domain/dunning/decision';
import { decideOn } from '$lib/domain/dunning/forecast';
import { withNextStep } from '$lib/domain/dunning/next-step';
import type { RunState } from '$lib/domain/dunning/run-state';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { doneOn, type DoneNotice } from './done-on';
import { factsFor } from './facts';
import { noticesOfCustomer } from './notice-queries';
import { refuseTooFar } from './plan-dunning';
import { replayDay, type ReplayedDay } from './replay-day';
import { stateOf } from './run-orders';
import { runIdOn } from './run-queries';
import { withSaidAmounts } from './said-amounts';

export interface WhyCustomer {
	on: LocalDate;
	decision: Decision;
	/** `run`: what was decided on that day, be it today; `replay`: what the rule says of it with the facts of then; `rule`: today; `forecast`: a day to come. */
	source: 'run' | 'replay' | 'rule' | 'forecast';
	/** Of the rule of today: what the run has to say about it; null = it has not begun. */
	run: RunState | null;
	/** What today's run made of it, when it did something. */
	notice: DoneNotice | null;
	/** A past day looked at again. */
	replay: ReplayedDay | null;
	notices: Awaited<ReturnType<typeof noticesOfCustomer>>;
}

/** Why this customer was, or was not, or will be written to on a day. @throws not_found, day_too_far */
export async function whyCustomer(
	unit: Unit<InsideScope>,
	customerId: string,
	on = unit.today
): Promise<WhyCustomer> {
	refuseTooFar(unit, on);
	const [customer] = await factsFor(unit, {
		customerIds: [customerId],
		today: unit.today,
		// What today still does is behind a day to come: the clock says what that is.
		...(on <= unit.today && { minuteOfDay: null })
	});
	if (!customer) throw new AppError('not_found');
	const replay = on < unit.today ? await replayDay(unit, customerId, on) : null;
	const answer = replay ? past(replay) : ahead(on, customer.facts);
	const done = on <= unit.today && (await doneOn(unit, on, [customerId])).get(customerId);
	const [decision] = await withSaidAmounts(unit, [done ? done.decision : answer.decision]);
	return {
		on,
		decision: decision!,
		source: done ? 'run' : answer.source,
		run: on === unit.today ? await runToday(unit) : null,
		notice: done ? done.notice : null,
		replay,
		notices: await noticesOfCustomer(unit, customerId)
	};
}

async function runToday(unit: Unit<InsideScope>): Promise<RunState | null> {
	const runId = await runIdOn(unit, unit.today);
	return runId === null ? null : stateOf(unit, runId);
}

const past = ({
	customerId,
	recorded,
	then
}: ReplayedDay): Pick<WhyCustomer, 'decision' | 'source'> =>
	recorded
		? { decision: recorded, source: 'run' }
		: { decision: then ?? nothingOwed(customerId), source: 'replay' };

const nothingOwed = (customerId: string): Decision => ({
	customerId,
	outcome: 'nothing',
	items: [],
	collectible: [],
	overdue: [],
	disputed: [],
	reasons: [{ code: 'not_due_for_step' }]
});

const ahead = (on: LocalDate, facts: DunningFacts): Pick<WhyCustomer, 'decision' | 'source'> => ({
	decision: withNextStep(decideOn(on, facts), on, facts),
	source: on > facts.today ? 'forecast' : 'rule'
});
