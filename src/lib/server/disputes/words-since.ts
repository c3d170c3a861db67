import { and, asc, desc, eq, gte, inArray } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';
import { versionOf } from './lock-dispute';

/** What `versionRead` gives, or `versionOf` of a page that was made before words counted. */
export const VERSION = /^[0-9a-f-]{0,36}(:\d{1,9})?$/;

/**
 * What a page of staff was made of: what was done in the case, and how much its customer or whoever was asked wrote. Notes
 * of colleagues do not count. Counted, since the ids of two machines are not in the order in which they were written.
 */
export async function versionRead(unit: Unit<InsideScope>, disputeId: string): Promise<string> {
	return `${await versionOf(unit, disputeId)}:${await saidIn(unit, disputeId)}`;
}

/**
 * Nobody decides or ends what he has not read to the end: refused, what was typed is kept, and the page shows the words.
 * @throws wrote_meanwhile
 */
export async function refuseWhenSpoken(
	unit: Unit<InsideScope>,
	disputeId: string,
	seen: string | undefined
): Promise<void> {
	if (!seen) return;
	const read = Number(seen.split(':')[1] ?? 0);
	if ((await saidIn(unit, disputeId)) === read) return;
	const said = await lastWords(unit, disputeId);
	if (said) throw new AppError('wrote_meanwhile', { who: said.by, words: inShort(said.words) });
}

const saidIn = ({ tx, scope }: Unit<InsideScope>, disputeId: string): Promise<number> =>
	tx.$count(message, spoken(scope.organisationId, disputeId));

/** The newest of its customer, or of whoever was asked. */
export async function lastWords(unit: Unit<InsideScope>, disputeId: string) {
	const [said] = await unit.tx
		.select({ by: message.authorName, words: message.body })
		.from(message)
		.where(spoken(unit.scope.organisationId, disputeId))
		.orderBy(desc(message.at), desc(message.id))
		.limit(1);
	return said ?? null;
}

/** What was written since then, the oldest first. */
export const wordsSince = ({ tx, scope }: Unit<InsideScope>, disputeId: string, since: Date) =>
	tx
		.select({ id: message.id, by: message.authorName, words: message.body, at: message.at })
		.from(message)
		.where(and(spoken(scope.organisationId, disputeId), gte(message.at, since)))
		.orderBy(asc(message.at), asc(message.id));

const spoken = (organisationId: string, disputeId: string) =>
	and(
		eq(message.organisationId, organisationId),
		eq(message.disputeId, disputeId),
		inArray(message.authorKind, ['customer', 'resolver'])
	);

const LONGEST_SHOWN = 300;

/** A file alone has no words. */
const inShort = (words: string): string =>
	words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN).trimEnd()}…` : words || '…';
