import { sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import { looksOn, type RunState } from '$lib/domain/dunning/run-state';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { refuseWhenHeld } from '../instance/queries';
import { customersWithOpenInvoices } from '../invoices/dunning-facts';
import { callOffStale, customersWithWaitingNotices } from './call-off-stale';
import { customersToLookAt, takeChanges } from './customer-changes';
import type { CommonFacts } from './facts';
import { completeRun, openRun, touchRun, type OpenRun } from './open-run';
import { CHUNK, decideFor } from './plan-dunning';
import { planNotices } from './plan-notices';
import { stateOf, stopWhenAbnormal, volumeOf } from './run-orders';
import { storeDecisions } from './store-decisions';

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
	if (looksOn(run.state)) await lookAtAll(scope, run, summary);
	return summary;
}

async function lookAtAll(scope: SystemScope, run: OpenRun, summary: RunSummary): Promise<void> {
	let after: string | undefined;
	do {
		const done = await unitOfWork(scope, (unit) => lookAtNext(unit, run, after));
		if (!done) summary.busy = true;
		if (!done || !looksOn(done.state)) {
			if (done) summary.state = done.state;
			return;
		}
		addTo(summary, done);
		after = done.last;
	} while (after);
	if (!run.isComplete) await unitOfWork(scope, (unit) => completeRun(unit, run, summary.customers));
}

interface Looked extends ChunkResult {
	state: RunState;
	/** The last customer of the chunk; undefined when there are no more. */
	last: string | undefined;
}

/** Null when somebody else is at it. */
async function lookAtNext(
	unit: Unit<SystemScope>,
	run: OpenRun,
	after: string | undefined
): Promise<Looked | null> {
	if (!(await alone(unit))) return null;
	const state = await stateOf(unit, run.runId);
	if (!looksOn(state)) return { ...NOTHING, state, last: undefined };
	const ids = await nextCustomers(unit, run, after);
	if (ids.length === 0) return { ...NOTHING, state, last: undefined };
	const done = await runChunk(unit, run.runId, run.day, ids, run.common);
	if (run.isComplete && done.isNews) await touchRun(unit, run.runId);
	return { ...done, state: done.stopped ? 'stopped' : state, last: ids.at(-1) };
}

async function nextCustomers(
	unit: Unit<SystemScope>,
	{ isComplete, runId }: OpenRun,
	after: string | undefined
): Promise<string[]> {
	const page = { after, limit: CHUNK };
	if (isComplete) return customersToLookAt(unit, runId, page);
	const owing = await customersWithOpenInvoices(unit, page);
	const waiting = await customersWithWaitingNotices(unit, page);
	return [...new Set([...owing, ...waiting])].sort().slice(0, CHUNK);
}

interface ChunkResult {
	decisions: readonly Decision[];
	notices: number;
	/** Something was written that was not known before. */
	isNews: boolean;
	/** The messages of this chunk were too many for the day. */
	stopped: boolean;
}

const NOTHING: ChunkResult = { decisions: [], notices: 0, isNews: false, stopped: false };

/** One transaction: the decisions, the notices, their mails and their audit commit together. */
export async function runChunk(
	unit: Unit<SystemScope>,
	runId: string,
	on: LocalDate,
	customerIds: readonly string[],
	common?: CommonFacts
): Promise<ChunkResult> {
	await takeChanges(unit, customerIds);
	await callOffStale(unit, on, customerIds);
	const planned = (
		await decideFor(unit, { customerIds, today: on, ...(common && { common }) })
	).filter(({ customer }) => customer.facts.openItems.length > 0);
	const decisions = planned.map(({ decision }) => decision);
	const stored = await storeDecisions(unit, runId, decisions);
	const notices = await planNotices(unit, runId, on, planned);
	const stopped =
		notices > 0 && (await stopWhenAbnormal(unit, runId, await volumeOf(unit, runId, on)));
	return { decisions, notices, isNews: stored + notices > 0, stopped };
}

/** Two processes do not get in each other's way; that nothing is sent twice is the key's business, not this lock's. */
async function alone(unit: Unit<SystemScope>): Promise<boolean> {
	const { rows } = await unit.tx.execute<{ locked: boolean }>(
		sql`select pg_try_advisory_xact_lock(hashtextextended(${`dunning:${unit.scope.organisationId}`}, 0)) as locked`
	);
	return rows[0]!.locked;
}

function addTo(summary: RunSummary, { decisions, notices, state }: Looked): void {
	summary.customers += decisions.length;
	summary.notices += notices;
	summary.state = state;
	for (const { outcome } of decisions) summary.outcomes[outcome]++;
}
