import type { LocalDate } from '$lib/domain/calendar';
import type { Decision, DecisionReasonCode } from '$lib/domain/dunning/decision';
import type { InsideScope, SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { customersOwingAsOf, customersWithLateInvoices } from '../invoices/past-facts';
import { customersWithLateMoney } from '../payments/past-facts';
import { runOf } from './queries';
import { endOf, recordedCustomers, runOn } from './recorded-looks';
import { replay, type ReplayedCustomer } from './replay';
import { lateFactsOf, undatedSince, type LateFact } from './replay-reasons';

const PAGE = 25;

/**
 * Whose day looks different now: only customers of whom something became known later can, so only
 * these are looked at again, a page at a time.
 */
export async function replayRun(
	unit: Unit<InsideScope>,
	{ runId, page }: { runId: string; page: number }
) {
	const { on, lastAt } = await runOf(unit, runId);
	const asOf = { day: on, at: lastAt };
	const ids = [
		...new Set([
			...(await customersWithLateMoney(unit, asOf)),
			...(await customersWithLateInvoices(unit, asOf))
		])
	].sort();
	const looked = await replay(unit, on, ids.slice((page - 1) * PAGE, page * PAGE));
	const rows: (ReplayedCustomer & { late: LateFact[] })[] = [];
	for (const row of looked)
		rows.push({
			...row,
			late: await lateFactsOf(unit, row.customerId, { day: on, at: row.at })
		});
	return {
		...{ runId, on, lastAt, rows, page },
		/** Only messages are known of a day taken over from elsewhere: there is nothing to compare. */
		isKept: (await recordedCustomers(unit, runId, { limit: 1 })).length > 0,
		total: ids.length,
		pages: Math.max(1, Math.ceil(ids.length / PAGE)),
		undated: await undatedSince(unit, lastAt)
	};
}

/** A whole day looked at again, counted. */
export interface ReplayedRun {
	on: LocalDate;
	/** Null: no run was recorded on that day. */
	runId: string | null;
	customers: number;
	outcomes: Record<Decision['outcome'], number>;
	reasons: { code: DecisionReasonCode; n: number }[];
	/** The rule does not come to what was recorded. */
	differing: ReplayedCustomer[];
	/** What became known later would have changed the decision. */
	otherNow: ReplayedCustomer[];
}

/** Customers looked at in one transaction: each is read twice. */
const CHUNK = 500;

/** Every customer who owed something then; each chunk in a transaction of its own. */
export async function replayWhole(scope: SystemScope, on: LocalDate): Promise<ReplayedRun> {
	const run = await unitOfWork(scope, (unit) => runOn(unit, on));
	const tally = new Tally();
	let after: string | undefined;
	do {
		const ids = await unitOfWork(scope, (unit) => nextCustomers(unit, on, after));
		const looked = await unitOfWork(scope, (unit) => replay(unit, on, ids));
		for (const row of looked) tally.add(row);
		after = ids.at(-1);
	} while (after);
	return { on, runId: run?.runId ?? null, ...tally.result() };
}

async function nextCustomers(
	unit: Unit<InsideScope>,
	on: LocalDate,
	after: string | undefined
): Promise<string[]> {
	const run = await runOn(unit, on);
	const at = run?.lastAt ?? endOf(on, unit.scope.timeZone);
	const page = { after, limit: CHUNK };
	const owing = await customersOwingAsOf(unit, { day: on, at, withLate: true }, page);
	const recorded = run ? await recordedCustomers(unit, run.runId, page) : [];
	return [...new Set([...owing, ...recorded])].sort().slice(0, CHUNK);
}

class Tally {
	private customers = 0;
	private readonly outcomes = { send: 0, confirm: 0, task: 0, nothing: 0 };
	private readonly reasons = new Map<DecisionReasonCode, number>();
	private readonly differing: ReplayedCustomer[] = [];
	private readonly otherNow: ReplayedCustomer[] = [];

	add(row: ReplayedCustomer): void {
		if (!row.isAsRecorded) this.differing.push(row);
		if (row.isOtherNow) this.otherNow.push(row);
		if (row.then === null) return;
		this.customers++;
		this.outcomes[row.then.outcome]++;
		for (const code of new Set(row.then.reasons.map((reason) => reason.code)))
			this.reasons.set(code, (this.reasons.get(code) ?? 0) + 1);
	}

	result() {
		const { customers, outcomes, differing, otherNow } = this;
		const reasons = [...this.reasons]
			.map(([code, n]) => ({ code, n }))
			.sort((a, b) => b.n - a.n || a.code.localeCompare(b.code));
		return { customers, outcomes, reasons, differing, otherNow };
	}
}
