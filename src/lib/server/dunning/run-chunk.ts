import { setImmediate } from 'node:timers/promises';
import type { LocalDate } from '$lib/domain/calendar';
import { decide } from '$lib/domain/dunning/decide';
import type { Decision } from '$lib/domain/dunning/decision';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { callOff, waitingNotices } from './call-off-stale';
import { changesAbout, forgetChanges } from './customer-changes';
import type { CommonFacts } from './common-facts';
import { eachFacts, type CustomerFacts } from './facts';
import { plannedNotice, planNotices, type PlannedNotice } from './plan-notices';
import { RunVolume } from './run-volume';
import { decisionRow, storeDecisions, type DecisionRow } from './store-decisions';

export interface ChunkTerms {
	runId: string;
	on: LocalDate;
	/** Read once for a whole run; missing = read now. */
	common?: CommonFacts;
	/** Of a whole run: counted once, then added to. */
	volume?: RunVolume;
}

/** The facts of some customers as they were when they were read. */
export interface ReadChunk {
	/** Notes of changes that were there before anything was read: what is changed later leaves others. */
	changes: string;
	/** Each is put together when it is its turn. */
	customers: Iterable<CustomerFacts>;
}

/** What was decided about them. */
export interface DecidedChunk {
	changes: string;
	/** Of these customers something waits that may have to be called off: they are decided where it is written. */
	waiting: readonly string[];
	decided: Decided;
}

/** As it is stored: of the facts of thousands of customers nothing else is kept. */
interface Decided {
	rows: DecisionRow[];
	notices: PlannedNotice[];
}

export interface ChunkResult {
	outcomes: readonly Decision['outcome'][];
	notices: number;
	/** Something was written that was not known before. */
	isNews: boolean;
	/** The messages of this chunk were too many for the day. */
	stopped: boolean;
}

/** Reads only. */
export async function readChunk(
	unit: Unit<SystemScope>,
	{ on, common }: ChunkTerms,
	customerIds: readonly string[]
): Promise<ReadChunk> {
	const changes = await changesAbout(unit, customerIds);
	return { changes, customers: await eachFacts(unit, wantedOf(on, customerIds, common)) };
}

/** Decides only, with a pause now and then in which what is read and written beside it goes on. */
export async function decideChunk(
	on: LocalDate,
	{ changes, customers }: ReadChunk
): Promise<DecidedChunk> {
	const waiting: string[] = [];
	const decided: Decided = { rows: [], notices: [] };
	let since = 0;
	for (const facts of customers) {
		if (facts.isWaitedFor) waiting.push(facts.facts.customer.customerId);
		else decideInto(on, decided, facts);
		if (++since % AT_A_STRETCH === 0) await setImmediate();
	}
	return { changes, waiting, decided };
}

/** Customers; some milliseconds. */
const AT_A_STRETCH = 25;

const wantedOf = (today: LocalDate, customerIds: readonly string[], common?: CommonFacts) => ({
	...{ customerIds, today },
	...(common && { common })
});

/** Nobody is told about who owes nothing. */
function decideInto(on: LocalDate, { rows, notices }: Decided, customer: CustomerFacts): void {
	if (customer.facts.openItems.length === 0) return;
	const decision = decide(customer.facts);
	rows.push(decisionRow(decision));
	if (decision.outcome !== 'nothing') notices.push(plannedNotice(on, { customer, decision }));
}

/** One transaction: the decisions, the notices, their mails and their audit commit together. */
export async function writeChunk(
	unit: Unit<SystemScope>,
	{ runId, on, common, volume = new RunVolume(runId, on) }: ChunkTerms,
	{ changes, waiting, decided }: DecidedChunk
): Promise<ChunkResult> {
	await forgetChanges(unit, changes);
	await decideAfterCallingOff(unit, on, waiting, decided, common);
	const stored = await storeDecisions(unit, runId, decided.rows);
	const { notices, mails } = await planNotices(unit, runId, on, decided.notices);
	const stopped = mails > 0 && (await volume.stopsAfter(unit, mails));
	const outcomes = decided.rows.map(({ outcome }) => outcome);
	return { outcomes, notices, isNews: stored + notices > 0, stopped };
}

/** All in one transaction. */
export const runChunk = async (
	unit: Unit<SystemScope>,
	terms: ChunkTerms,
	customerIds: readonly string[]
): Promise<ChunkResult> =>
	writeChunk(unit, terms, await decideChunk(terms.on, await readChunk(unit, terms, customerIds)));

/** A call or a letter that waited for a person until it was paid, disputed or overtaken by the next step. */
async function decideAfterCallingOff(
	unit: Unit<SystemScope>,
	on: LocalDate,
	customerIds: readonly string[],
	decided: Decided,
	common: CommonFacts | undefined
): Promise<void> {
	if (customerIds.length === 0) return;
	await callOff(unit, on, await waitingNotices(unit, customerIds));
	for (const facts of await eachFacts(unit, wantedOf(on, customerIds, common)))
		decideInto(on, decided, facts);
}
