import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { run } from '../db/schema/dunning';
import { refuseWhenHeld } from '../instance/queries';
import { customersWithOpenInvoices } from '../invoices/dunning-facts';
import { callOffStale } from './call-off-stale';
import { chunks, decideFor } from './plan-dunning';
import { planNotices } from './plan-notices';
import { storeDecisions } from './store-decisions';

export interface RunSummary {
	runId: string;
	on: LocalDate;
	customers: number;
	outcomes: Record<Decision['outcome'], number>;
	/** Notices that did not exist before. */
	notices: number;
	/** Somebody else was running: what was left to them is finished by them, or by the next tick. */
	busy: boolean;
}

/**
 * Looks at everybody who owes something. Each chunk commits on its own, so a run that is killed has
 * done what it has done and the next one goes on; doing it again the same day changes nothing.
 */
export async function runDunning(
	scope: SystemScope,
	{ on }: { on?: LocalDate } = {}
): Promise<RunSummary> {
	await refuseWhenHeld();
	const { runId, day, customerIds } = await unitOfWork(scope, (unit) =>
		openRun(unit, on ?? unit.today)
	);
	const summary: RunSummary = {
		runId,
		on: day,
		customers: 0,
		outcomes: { send: 0, confirm: 0, task: 0, nothing: 0 },
		notices: 0,
		busy: false
	};
	await callOffStale(scope, day);
	for (const ids of chunks(customerIds)) {
		const done = await unitOfWork(scope, async (unit) =>
			(await alone(unit)) ? runChunk(unit, runId, day, ids) : null
		);
		if (done) addTo(summary, done);
		else summary.busy = true;
	}
	return summary;
}

interface ChunkResult {
	decisions: readonly Decision[];
	notices: number;
}

/** One transaction: the decisions, the notices, their mails and their audit commit together. */
export async function runChunk(
	unit: Unit<SystemScope>,
	runId: string,
	on: LocalDate,
	customerIds: readonly string[]
): Promise<ChunkResult> {
	const planned = await decideFor(unit, { customerIds, today: on });
	const decisions = planned.map(({ decision }) => decision);
	await storeDecisions(unit, runId, decisions);
	return { decisions, notices: await planNotices(unit, runId, on, planned) };
}

async function openRun(unit: Unit<SystemScope>, day: LocalDate) {
	const { organisationId, actor } = unit.scope;
	const [row] = await unit.tx
		.insert(run)
		.values({
			organisationId,
			id: uuidv7(),
			runOn: day,
			startedAt: unit.now,
			lastAt: unit.now,
			startedBy: actor
		})
		.onConflictDoUpdate({ target: [run.organisationId, run.runOn], set: { lastAt: unit.now } })
		.returning({ id: run.id, isNew: sql<boolean>`xmax = 0` });
	if (row!.isNew) await record(unit, 'run.started', { kind: 'run', id: row!.id }, { on: day });
	return { runId: row!.id, day, customerIds: await customersWithOpenInvoices(unit) };
}

/** Two processes do not get in each other's way; that nothing is sent twice is the key's business, not this lock's. */
async function alone(unit: Unit<SystemScope>): Promise<boolean> {
	const { rows } = await unit.tx.execute<{ locked: boolean }>(
		sql`select pg_try_advisory_xact_lock(hashtextextended(${`dunning:${unit.scope.organisationId}`}, 0)) as locked`
	);
	return rows[0]!.locked;
}

function addTo(summary: RunSummary, { decisions, notices }: ChunkResult): void {
	summary.customers += decisions.length;
	summary.notices += notices;
	for (const { outcome } of decisions) summary.outcomes[outcome]++;
}
