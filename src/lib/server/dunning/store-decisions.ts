import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Decision } from '$lib/domain/dunning/decision';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { decision } from '../db/schema/runs';
import { toJson, toJsonText } from './decision-json';

/**
 * The last look of the day stands, except that "nothing more today" does not hide what was done
 * this morning: a mail sent at eight is what the day is about.
 * Answers how many were news.
 */
export async function storeDecisions(
	unit: Unit<SystemScope>,
	runId: string,
	decisions: readonly Decision[]
): Promise<number> {
	const stored = await storedFor(unit, runId, decisions);
	const changed = decisions.filter((fresh) => isNews(fresh, stored.get(fresh.customerId)));
	if (changed.length) await upsert(unit, runId, changed);
	return changed.length;
}

/** The notice of this decision was called off: the day is about that now. */
export const replaceDecision = (
	unit: Unit<SystemScope>,
	runId: string,
	fresh: Decision
): Promise<void> => upsert(unit, runId, [fresh]);

type Stored = Pick<typeof decision.$inferSelect, 'outcome' | 'detail'>;

async function storedFor(
	unit: Unit<SystemScope>,
	runId: string,
	decisions: readonly Decision[]
): Promise<Map<string, Stored>> {
	const ids = decisions.map(({ customerId }) => customerId);
	const rows = await unit.tx
		.select({ customerId: decision.customerId, outcome: decision.outcome, detail: decision.detail })
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

function isNews(fresh: Decision, stored: Stored | undefined): boolean {
	if (!stored) return true;
	if (stored.outcome !== 'nothing' && fresh.outcome === 'nothing') return false;
	return !isDeepStrictEqual(stored.detail, toJson(fresh));
}

/** One parameter for thousands of rows: the database takes them apart. */
async function upsert(
	unit: Unit<SystemScope>,
	runId: string,
	decisions: readonly Decision[]
): Promise<void> {
	const rows = toJsonText(decisions.map(rowOf));
	await unit.tx.execute(sql`
		insert into ${decision} (organisation_id, run_id, id, customer_id, outcome, step_key, leader_invoice_id, detail, decided_at)
		select ${unit.scope.organisationId}::uuid, ${runId}::uuid, fresh.*, ${unit.now.toISOString()}::timestamptz
		from json_to_recordset(${rows}::json) as fresh(
			id uuid, "customerId" uuid, outcome text, "stepKey" text, "leaderInvoiceId" uuid, detail jsonb)
		on conflict (organisation_id, run_id, customer_id) do update set
			outcome = excluded.outcome,
			step_key = excluded.step_key,
			leader_invoice_id = excluded.leader_invoice_id,
			detail = excluded.detail,
			decided_at = excluded.decided_at`);
}

const rowOf = (fresh: Decision) => ({
	id: uuidv7(),
	customerId: fresh.customerId,
	outcome: fresh.outcome,
	stepKey: fresh.step?.key ?? null,
	leaderInvoiceId: fresh.leaderInvoiceId ?? null,
	detail: fresh
});
