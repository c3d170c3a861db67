import { sql } from 'drizzle-orm';
import { sealsOf } from '$lib/domain/audit/chain';
import type { SystemScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import { unitOfWork, type Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
import { auditSeal } from '../db/schema/audit';
import { sha256 } from './digest';
import { eventsAfter, eventsByIds, headOf, recentPlace, type Place } from './seal-queries';

/**
 * Seals what was committed and has no seal yet, page after page (docs/decisions/audit-chain.md).
 * @param look 'recent': only near what was sealed last; 'whole': from the first event on
 * @returns how many seals were added
 */
export async function sealEvents(scope: SystemScope, look: 'recent' | 'whole'): Promise<number> {
	let sealed = 0;
	let after = look === 'recent' ? await unitOfWork(scope, recentPlace) : null;
	for (;;) {
		const page = await unitOfWork(scope, (unit) => sealPage(unit, after));
		if (!page) return sealed;
		sealed += page.sealed;
		after = page.last;
	}
}

/** Null: nothing is left, or another process is at it and goes on to the end. */
async function sealPage(unit: Unit<SystemScope>, after: Place | null) {
	if (!(await alone(unit))) return null;
	const events = await eventsAfter(unit, after);
	const last = events.at(-1);
	if (!last) return null;
	const open = events.filter(({ isSealed }) => !isSealed).map(({ id }) => id);
	if (open.length > 0) await addSeals(unit, open);
	return { last, sealed: open.length };
}

/** Two who seal at once would both continue from the same seal. */
async function alone({ tx, scope }: Unit<SystemScope>): Promise<boolean> {
	const { rows } = await tx.execute<{ free: boolean }>(
		sql`select pg_try_advisory_xact_lock(hashtextextended(${`audit-seal:${scope.organisationId}`}, 0)) as free`
	);
	return rows[0]!.free;
}

/** The ids are in the order in which it happened, and so are the seals. */
async function addSeals(unit: Unit<SystemScope>, ids: readonly string[]): Promise<void> {
	const seals = sealsOf(sha256, await headOf(unit), await eventsByIds(unit, ids));
	const shared = { organisationId: unit.scope.organisationId, sealedAt: unit.now };
	for (const part of chunks(seals)) await unit.tx.execute(insertMany(auditSeal, part, shared));
}
