import { sql } from 'drizzle-orm';
import { looksOn, type RunState } from '$lib/domain/dunning/run-state';
import type { SystemScope } from '../auth/scope';
import { customersAfter } from '../customers/dunning-facts';
import { unitOfWork, type Unit } from '../db/client';
import { customersToLookAt } from './customer-changes';
import { touchRun, type OpenRun } from './open-run';
import { CHUNK } from './plan-dunning';
import {
	decideChunk,
	readChunk,
	writeChunk,
	type ChunkResult,
	type ChunkTerms,
	type DecidedChunk,
	type ReadChunk
} from './run-chunk';
import { stateOf } from './run-orders';
import { RunVolume } from './run-volume';

export interface Looked {
	state: RunState;
	/** Somebody else is at it, or an order came: not everybody was looked at. */
	isWhole: boolean;
	busy: boolean;
}

/**
 * Chunk after chunk: while one is decided, the one before is written and the one after is read, each in
 * a transaction of its own. What changes between the look and the writing leaves a note and is looked
 * at again; a mail is looked at once more when it is claimed (docs/decisions/reading-in-bulk.md).
 */
export const lookAtAll = (
	scope: SystemScope,
	run: OpenRun,
	onDone: (done: ChunkResult) => void
): Promise<Looked> =>
	unitOfWork(scope, async (guard) => {
		const looked: Looked = { state: run.state, isWhole: false, busy: !(await alone(guard)) };
		if (!looked.busy) await lookOn(scope, run, guard, looked, onDone);
		return looked;
	});

/**
 * Two processes do not get in each other's way; that nothing is sent twice is the key's business, not
 * this lock's. It is held until the last chunk is written, or the process dies.
 */
async function alone(guard: Unit<SystemScope>): Promise<boolean> {
	const { rows } = await guard.tx.execute<{ locked: boolean }>(
		sql`select pg_try_advisory_xact_lock(hashtextextended(${`dunning:${guard.scope.organisationId}`}, 0)) as locked`
	);
	// It waits while others work: its idleness is no sign of death, which ends the lock anyway.
	await guard.tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
	return rows[0]!.locked;
}

async function lookOn(
	scope: SystemScope,
	run: OpenRun,
	guard: Unit<SystemScope>,
	looked: Looked,
	onDone: (done: ChunkResult) => void
): Promise<void> {
	const written = (done: ChunkResult): void => {
		if (done.stopped) looked.state = 'stopped';
		onDone(done);
	};
	const terms = termsOf(run);
	let reading = heard(readNext(scope, run, terms));
	let writing: Promise<void> = Promise.resolve();
	try {
		for (let chunk = await reading; chunk; chunk = await reading) {
			reading = heard(readNext(scope, run, terms, chunk.last));
			const decided = await decideChunk(terms.on, chunk);
			await writing;
			looked.state = await stateOf(guard, run.runId);
			if (!looksOn(looked.state)) return;
			writing = heard(write(scope, run, terms, decided).then(written));
		}
		await writing;
		looked.isWhole = true;
	} finally {
		await Promise.allSettled([reading, writing]);
	}
}

/** Awaited later: until then nobody complains that nobody listens to its failure. */
function heard<T>(work: Promise<T>): Promise<T> {
	work.catch(() => {});
	return work;
}

type NextChunk = ReadChunk & { last: string };

/** Null when there are no more customers. */
const readNext = (
	scope: SystemScope,
	run: OpenRun,
	terms: ChunkTerms,
	after?: string
): Promise<NextChunk | null> =>
	unitOfWork(scope, async (unit) => {
		const ids = await nextCustomers(unit, run, after);
		const last = ids.at(-1);
		return last ? { ...(await readChunk(unit, terms, ids)), last } : null;
	});

const nextCustomers = (
	unit: Unit<SystemScope>,
	{ isComplete, runId }: OpenRun,
	after: string | undefined
): Promise<string[]> => {
	const page = { after, limit: CHUNK };
	return isComplete ? customersToLookAt(unit, runId, page) : customersAfter(unit, page);
};

const write = (
	scope: SystemScope,
	run: OpenRun,
	terms: ChunkTerms,
	chunk: DecidedChunk
): Promise<ChunkResult> =>
	unitOfWork(scope, async (unit) => {
		const done = await writeChunk(unit, terms, chunk);
		if (run.isComplete && done.isNews) await touchRun(unit, run.runId);
		return done;
	});

const termsOf = ({ runId, day, common }: OpenRun): ChunkTerms => ({
	...{ runId, on: day, common },
	volume: new RunVolume(runId, day)
});
