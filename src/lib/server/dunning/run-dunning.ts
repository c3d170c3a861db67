import type { LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import { looksOn, type RunState } from '$lib/domain/dunning/run-state';
import type { SystemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { refuseWhenHeld } from '../instance/queries';
import { lookAtAll } from './look-at-all';
import { completeRun, openRun, type OpenRun } from './open-run';
import type { ChunkResult } from './run-chunk';

export interface RunSummary {
	runId: string;
	on: LocalDate;
	/** Looked at this time. */
	customers: number;
	outcomes: Record<Decision['outcome'], number>;
	/** Notices that did not exist before. */
	notices: number;
	/** Somebody else was running: what was left to them is finished by them, or by the next tick. */
	busy: boolean;
	/** Whether its mails may leave; paused or cancelled it was not looked at any further. */
	state: RunState;
}

/**
 * Looks at everybody who owes something, then at whoever changed. Each chunk commits on its own, so
 * a run that is killed has done what it has done and the next one goes on; doing it again the same
 * day changes nothing.
 */
export async function runDunning(
	scope: SystemScope,
	{ on }: { on?: LocalDate } = {}
): Promise<RunSummary> {
	await refuseWhenHeld();
	const run = await unitOfWork(scope, (unit) => openRun(unit, on ?? unit.today));
	const summary: RunSummary = {
		runId: run.runId,
		on: run.day,
		customers: 0,
		outcomes: { send: 0, confirm: 0, task: 0, nothing: 0 },
		notices: 0,
		busy: false,
		state: run.state
	};
	if (looksOn(run.state)) await look(scope, run, summary);
	return summary;
}

/** Looks at everybody who owes something, then at whoever changed. */
async function look(scope: SystemScope, run: OpenRun, summary: RunSummary): Promise<void> {
	const { state, busy, isWhole } = await lookAtAll(scope, run, (done) => addTo(summary, done));
	summary.state = state;
	summary.busy = busy;
	if (isWhole && !run.isComplete)
		await unitOfWork(scope, (unit) => completeRun(unit, run, summary.customers));
}

function addTo(summary: RunSummary, { outcomes, notices }: ChunkResult): void {
	summary.customers += outcomes.length;
	summary.notices += notices;
	for (const outcome of outcomes) summary.outcomes[outcome]++;
}
