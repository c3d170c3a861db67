import { and, asc, count, desc, eq, gte, inArray, or } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';
import { versionsOf } from './lock-dispute';

/** What `versionRead` gives, or `versionOf` of a page that was made before words counted. */
export const VERSION = /^[0-9a-f-]{0,36}(:\d{1,9})?$/;

/**
 * What a page of staff was made of: what was done in the case, and how much its customer or whoever was asked wrote. Notes
 * of colleagues do not count. Counted, since the ids of two machines are not in the order in which they were written.
 */
export const versionRead = async (unit: Unit<InsideScope>, disputeId: string): Promise<string> =>
	(await versionsRead(unit, [disputeId]))(disputeId);

/** The same of any of these cases. */
export async function versionsRead(
	unit: Unit<InsideScope>,
	disputeIds: readonly string[]
): Promise<(disputeId: string) => string> {
	const versionOf = await versionsOf(unit, disputeIds);
	const saidOf = await saidInEach(unit, disputeIds);
	return (id) => `${versionOf(id)}:${saidOf(id)}`;
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

const saidIn = async (unit: Unit<InsideScope>, disputeId: string): Promise<number> =>
	(await saidInEach(unit, [disputeId]))(disputeId);

async function saidInEach({ tx, scope }: Unit<InsideScope>, disputeIds: readonly string[]) {
	const rows = await tx
		.select({ id: message.disputeId, said: count() })
		.from(message)
		.where(spoken(scope.organisationId, disputeIds))
		.groupBy(message.disputeId);
	const byCase = new Map(rows.map(({ id, said }) => [id, said]));
	return (id: string): number => byCase.get(id) ?? 0;
}

/** The newest of its customer, or of whoever was asked. */
export async function lastWords(unit: Unit<InsideScope>, disputeId: string) {
	const [said] = await unit.tx
		.select({ by: message.authorName, words: message.body })
		.from(message)
		.where(spoken(unit.scope.organisationId, [disputeId]))
		.orderBy(desc(message.at), desc(message.id))
		.limit(1);
	return said ?? null;
}

/** What was written since then, the oldest first. */
export const wordsSince = async (unit: Unit<InsideScope>, disputeId: string, since: Date) =>
	(await wordsSinceEach(unit, new Map([[disputeId, since]])))(disputeId);

/** The same of each of these cases, since a moment of its own. */
export async function wordsSinceEach(
	{ tx, scope }: Unit<InsideScope>,
	since: ReadonlyMap<string, Date>
) {
	const { id, authorName: by, body: words, at, disputeId } = message;
	const spokenSince = [...since].map(([one, from]) =>
		and(spoken(scope.organisationId, [one]), gte(at, from))
	);
	const rows = since.size
		? await tx
				.select({ disputeId, said: { id, by, words, at } })
				.from(message)
				.where(or(...spokenSince))
				.orderBy(asc(at), asc(id))
		: [];
	const byCase = groupBy(rows, (row) => row.disputeId);
	return (one: string) => (byCase.get(one) ?? []).map(({ said }) => said);
}

const spoken = (organisationId: string, disputeIds: readonly string[]) =>
	and(
		eq(message.organisationId, organisationId),
		inArray(message.disputeId, [...disputeIds]),
		inArray(message.authorKind, ['customer', 'resolver'])
	);

const LONGEST_SHOWN = 300;

/** A file alone has no words. */
const inShort = (words: string): string =>
	words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN).trimEnd()}…` : words || '…';
