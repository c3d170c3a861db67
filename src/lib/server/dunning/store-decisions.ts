import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Decision } from '$lib/domain/dunning/decision';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { decision } from '../db/schema/dunning';
import { toJson } from './decision-json';

/**
 * The last look of the day stands, except that "nothing more today" does not hide what was done
 * this morning: a mail sent at eight is what the day is about.
 */
export async function storeDecisions(
	unit: Unit<SystemScope>,
	runId: string,
	decisions: readonly Decision[]
): Promise<void> {
	const stored = await storedFor(unit, runId, decisions);
	const changed = decisions.filter((fresh) => isNews(fresh, stored.get(fresh.customerId)));
	if (changed.length) await upsert(unit, runId, changed);
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
				inArray(decision.customerId, ids)
			)
		);
	return new Map(rows.map((row) => [row.customerId, row]));
}

function isNews(fresh: Decision, stored: Stored | undefined): boolean {
	if (!stored) return true;
	if (stored.outcome !== 'nothing' && fresh.outcome === 'nothing') return false;
	return !isDeepStrictEqual(stored.detail, toJson(fresh));
}

async function upsert(
	unit: Unit<SystemScope>,
	runId: string,
	decisions: readonly Decision[]
): Promise<void> {
	await unit.tx
		.insert(decision)
		.values(decisions.map((fresh) => rowOf(unit, runId, fresh)))
		.onConflictDoUpdate({
			target: [decision.organisationId, decision.runId, decision.customerId],
			set: {
				outcome: sql`excluded.outcome`,
				stepKey: sql`excluded.step_key`,
				leaderInvoiceId: sql`excluded.leader_invoice_id`,
				detail: sql`excluded.detail`,
				decidedAt: sql`excluded.decided_at`
			}
		});
}

const rowOf = (unit: Unit<SystemScope>, runId: string, fresh: Decision) => ({
	organisationId: unit.scope.organisationId,
	id: uuidv7(),
	runId,
	customerId: fresh.customerId,
	outcome: fresh.outcome,
	stepKey: fresh.step?.key ?? null,
	leaderInvoiceId: fresh.leaderInvoiceId ?? null,
	detail: toJson(fresh),
	decidedAt: unit.now
});
