import type { LocalDate } from '$lib/domain/calendar';
import { decide } from '$lib/domain/dunning/decide';
import type { Decision } from '$lib/domain/dunning/decision';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { callOff, waitingNotices } from './call-off-stale';
import { changesAbout, forgetChanges } from './customer-changes';
import { eachFacts, type CommonFacts, type CustomerFacts } from './facts';
import type { PlannedCustomer } from './plan-dunning';
import { planNotices } from './plan-notices';
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

/** What was decided about some customers, from their facts as they were when they were read. */
export interface ReadChunk {
	/** Notes of changes that were there before anything was read: what is changed later leaves others. */
	changes: string;
	/** Of these customers something waits that may have to be called off: they are decided where it is written. */
	waiting: readonly string[];
	decided: Decided;
}

/** As it is stored; of those who are written to all that a message needs, of the others nothing more. */
interface Decided {
	rows: DecisionRow[];
	actions: PlannedCustomer[];
}

export interface ChunkResult {
	outcomes: readonly Decision['outcome'][];
	notices: number;
	/** Something was written that was not known before. */
	isNews: boolean;
	/** The messages of this chunk were too many for the day. */
	stopped: boolean;
}

/** Reads and decides; writes nothing. */
export async function readChunk(
	unit: Unit<SystemScope>,
	{ on, common }: ChunkTerms,
	customerIds: readonly string[]
): Promise<ReadChunk> {
	const changes = await changesAbout(unit, customerIds);
	const waiting: string[] = [];
	const decided: Decided = { rows: [], actions: [] };
	for (const facts of await eachFacts(unit, wantedOf(on, customerIds, common)))
		if (facts.isWaitedFor) waiting.push(facts.facts.customer.customerId);
		else decideInto(decided, facts);
	return { changes, waiting, decided };
}

const wantedOf = (today: LocalDate, customerIds: readonly string[], common?: CommonFacts) => ({
	...{ customerIds, today },
	...(common && { common })
});

/** Nobody is told about who owes nothing. */
function decideInto({ rows, actions }: Decided, customer: CustomerFacts): void {
	if (customer.facts.openItems.length === 0) return;
	const decision = decide(customer.facts);
	rows.push(decisionRow(decision));
	if (decision.outcome !== 'nothing') actions.push({ customer, decision });
}

/** One transaction: the decisions, the notices, their mails and their audit commit together. */
export async function writeChunk(
	unit: Unit<SystemScope>,
	{ runId, on, common, volume = new RunVolume(runId, on) }: ChunkTerms,
	{ changes, waiting, decided }: ReadChunk
): Promise<ChunkResult> {
	await forgetChanges(unit, changes);
	await decideAfterCallingOff(unit, on, waiting, decided, common);
	const stored = await storeDecisions(unit, runId, decided.rows);
	const { notices, mails } = await planNotices(unit, runId, on, decided.actions);
	const stopped = mails > 0 && (await volume.stopsAfter(unit, mails));
	const outcomes = decided.rows.map(({ outcome }) => outcome);
	return { outcomes, notices, isNews: stored + notices > 0, stopped };
}

/** Both in one transaction. */
export const runChunk = async (
	unit: Unit<SystemScope>,
	terms: ChunkTerms,
	customerIds: readonly string[]
): Promise<ChunkResult> => writeChunk(unit, terms, await readChunk(unit, terms, customerIds));

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
		decideInto(decided, facts);
}
