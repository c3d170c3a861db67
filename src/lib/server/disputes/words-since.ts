import { and, desc, eq, inArray } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';
import { versionOf } from './lock-dispute';

/**
 * What a page of staff was made of: what was done in the case, and what its customer or whoever was asked wrote. Notes
 * of colleagues do not count. Ids are ordered by time, so that the later of both stands for both.
 */
export async function versionRead(unit: Unit<InsideScope>, disputeId: string): Promise<string> {
	const done = await versionOf(unit, disputeId);
	const said = await lastWords(unit, disputeId);
	return said && said.id > done ? said.id : done;
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
	const said = await lastWords(unit, disputeId);
	if (said && said.id > seen)
		throw new AppError('wrote_meanwhile', { who: said.by, words: inShort(said.words) });
}

export async function lastWords(unit: Unit<InsideScope>, disputeId: string) {
	const [said] = await unit.tx
		.select({ id: message.id, by: message.authorName, words: message.body, at: message.at })
		.from(message)
		.where(
			and(
				eq(message.organisationId, unit.scope.organisationId),
				eq(message.disputeId, disputeId),
				inArray(message.authorKind, ['customer', 'resolver'])
			)
		)
		.orderBy(desc(message.id))
		.limit(1);
	return said ?? null;
}

const LONGEST_SHOWN = 300;

/** A file alone has no words. */
const inShort = (words: string): string =>
	words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN).trimEnd()}…` : words || '…';
