import { and, eq, sql } from 'drizzle-orm';
import type { Decision } from '$lib/domain/dunning/decision';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
import { oneOf } from '../db/one-of';
import { decision } from '../db/schema/runs';
import { detailOf } from './stored-decision';

/**
 * The last look of the day stands, except that "nothing more today" does not hide what was done
 * this morning: a mail sent at eight is what the day is about.
 * Answers how many were news.
 */
export async function storeDecisions(
	unit: Unit<SystemScope>,
	runId: string,
	rows: readonly DecisionRow[]
): Promise<number> {
	const stored = await storedFor(unit, runId, rows);
	const changed = rows.filter((fresh) => isNews(fresh, stored.get(fresh.customerId)));
	if (changed.length) await upsert(unit, runId, changed);
	return changed.length;
}

/** The notice of this decision was called off: the day is about that now. */
export const replaceDecision = (
	unit: Unit<SystemScope>,
	runId: string,
	fresh: Decision
): Promise<void> => upsert(unit, runId, [decisionRow(fresh)]);

type Stored = Pick<typeof decision.$inferSelect, 'outcome' | 'leaderInvoiceId'> & {
	detail: string;
};

async function storedFor(
	unit: Unit<SystemScope>,
	runId: string,
	fresh: readonly DecisionRow[]
): Promise<Map<string, Stored>> {
	const ids = fresh.map(({ customerId }) => customerId);
	const rows = await unit.tx
		.select({
			customerId: decision.customerId,
			outcome: decision.outcome,
			leaderInvoiceId: decision.leaderInvoiceId,
			detail: sql<string>`${decision.detail}::text`
		})
		.from(decision)
		.where(
			and(
				eq(decision.organisationId, unit.scope.organisationId),
				eq(decision.runId, runId),
				oneOf(decision.customerId, ids)
			)
		);
	return new Map(rows.map((row) => [row.customerId, row]));
}

function isNews(fresh: DecisionRow, stored: Stored | undefined): boolean {
	if (!stored) return true;
	if (stored.outcome !== 'nothing' && fresh.outcome === 'nothing') return false;
	return stored.leaderInvoiceId !== fresh.leaderInvoiceId || stored.detail !== fresh.detail.text;
}

async function upsert(
	unit: Unit<SystemScope>,
	runId: string,
	rows: readonly DecisionRow[]
): Promise<void> {
	const { organisationId } = unit.scope;
	const decided = { organisationId, runId, decidedAt: unit.now };
	await unit.tx.execute(sql`
		${insertMany(decision, rows, decided)}
		on conflict (organisation_id, run_id, customer_id) do update set
			outcome = excluded.outcome,
			step_key = excluded.step_key,
			leader_invoice_id = excluded.leader_invoice_id,
			reasons = excluded.reasons,
			detail = excluded.detail,
			decided_at = excluded.decided_at`);
}

/** What is stored of a decision. */
export const decisionRow = (fresh: Decision) => ({
	customerId: fresh.customerId,
	outcome: fresh.outcome,
	stepKey: fresh.step?.key ?? null,
	leaderInvoiceId: fresh.leaderInvoiceId ?? null,
	reasons: [...new Set(fresh.reasons.map(({ code }) => code))],
	detail: detailOf(fresh)
});
export type DecisionRow = ReturnType<typeof decisionRow>;
