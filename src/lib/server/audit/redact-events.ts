import { sql } from 'drizzle-orm';
import { redactedHash, redactionsHash } from '$lib/domain/audit/chain';
import type { Replacement } from '$lib/domain/privacy/person-words';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { freshId } from '../db/fresh-id';
import { insertMany } from '../db/many-rows';
import { auditRedaction } from '../db/schema/audit';
import { sha256 } from './digest';
import { eventsByIds } from './seal-queries';

export interface Redacting {
	erasureId: string;
	accounts: readonly string[];
	addresses: readonly string[];
	words: readonly Replacement[];
}

/**
 * Takes a person out of what was done, and keeps what each such event hashes to since. Nobody seals meanwhile: a seal
 * is of what an event was, or of what it became, never of what stood between.
 * @returns the hash that stands for all of them, to be kept in the event of the erasure
 */
export async function redactEvents(
	unit: Unit<InsideScope>,
	{ erasureId, ...person }: Redacting
): Promise<{ count: number; redactions: string }> {
	await unit.tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`audit-seal:${unit.scope.organisationId}`}, 0))`
	);
	const { rows } = await unit.tx.execute<{ id: string }>(
		sql`select erase_in_audit(${texts(person.accounts)}::uuid[], ${texts(person.addresses)}::text[],
			${JSON.stringify(person.words)}::jsonb) as id`
	);
	const events = await eventsByIds(
		unit,
		rows.map(({ id }) => id)
	);
	const redacted = events.map(({ id: eventId, fields }) => ({
		id: freshId(),
		eventId,
		hash: redactedHash(sha256, fields)
	}));
	const shared = { organisationId: unit.scope.organisationId, erasureId };
	for (const part of chunks(redacted))
		await unit.tx.execute(insertMany(auditRedaction, part, shared));
	return { count: redacted.length, redactions: redactionsHash(sha256, redacted) };
}

const texts = (all: readonly string[]) => sql.param([...all]);
