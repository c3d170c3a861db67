import { and, asc, count, eq, gt, isNull, max, sql } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import type { HeardByMail } from '$lib/domain/inbound/loop-guard';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { inboundFate, inboundMail, inboundReading } from '../db/schema/inbound';
import { contentSha256Of } from '../evidence';

export type InboundMail = typeof inboundMail.$inferSelect;
export type InboundFate = typeof inboundFate.$inferSelect;

export async function fateKnown(unit: Unit<InsideScope>, mailId: string): Promise<boolean> {
	const [row] = await unit.tx
		.select({ id: inboundFate.id })
		.from(inboundFate)
		.where(
			and(eq(inboundFate.organisationId, unit.scope.organisationId), eq(inboundFate.mailId, mailId))
		);
	return row !== undefined;
}

/** Kept, and not read to its end yet: the oldest first, behind the last one of the page before. */
export async function unsettledMails(
	unit: Unit<InsideScope>,
	{ after, most }: { after: string | null; most: number }
): Promise<string[]> {
	const place = sql`(${inboundMail.receivedAt}, ${inboundMail.id})`;
	const last = sql`(select received_at, id from inbound_mail where organisation_id = ${unit.scope.organisationId} and id = ${after})`;
	const rows = await unit.tx
		.select({ id: inboundMail.id })
		.from(inboundMail)
		.leftJoin(
			inboundFate,
			and(
				eq(inboundFate.organisationId, inboundMail.organisationId),
				eq(inboundFate.mailId, inboundMail.id)
			)
		)
		.where(
			and(
				eq(inboundMail.organisationId, unit.scope.organisationId),
				isNull(inboundFate.id),
				after ? sql`${place} > ${last}` : undefined
			)
		)
		.orderBy(asc(inboundMail.receivedAt), asc(inboundMail.id))
		.limit(most);
	return rows.map(({ id }) => id);
}

/** The same words, whatever their spaces and capitals; of a mail without any, nothing. */
export const wordsOf = (text: string): string => {
	const words = text.toLowerCase().replace(/\s+/g, ' ').trim();
	return words && contentSha256Of(words);
};

const HOUR_MS = 3_600_000;

/** What a case heard by mail lately, and how often in these words. */
export async function heardByMail(
	unit: Unit<InsideScope>,
	disputeId: string,
	text: string
): Promise<HeardByMail> {
	const words = wordsOf(text);
	const hourAgo = new Date(unit.now.getTime() - HOUR_MS);
	const [row] = await unit.tx
		.select({
			lastHour: count(sql`case when ${gt(inboundFate.at, hourAgo)} then 1 end`),
			// Photos without a word say nothing twice.
			sameWords: count(
				words ? sql`nullif(${inboundFate.wordsSha256} = ${words}, false)` : sql`null::boolean`
			)
		})
		.from(inboundFate)
		.where(
			and(
				eq(inboundFate.organisationId, unit.scope.organisationId),
				eq(inboundFate.disputeId, disputeId),
				eq(inboundFate.kind, 'message'),
				gt(inboundFate.at, new Date(unit.now.getTime() - DAY_MS))
			)
		);
	return row!;
}

/** How far a mailbox was read, as it counts now; 0 when nothing of it is known. */
export async function lastUid(
	unit: Unit<InsideScope>,
	{ mailbox, uidValidity }: { mailbox: string; uidValidity: number }
): Promise<number> {
	const [row] = await unit.tx
		.select({ uid: max(inboundMail.uid) })
		.from(inboundMail)
		.where(
			and(
				eq(inboundMail.organisationId, unit.scope.organisationId),
				eq(inboundMail.mailbox, mailbox),
				eq(inboundMail.uidValidity, uidValidity)
			)
		);
	return row?.uid ?? 0;
}

/** @throws not_found */
export async function mailKept(unit: Unit<InsideScope>, mailId: string): Promise<InboundMail> {
	const [row] = await unit.tx
		.select()
		.from(inboundMail)
		.where(
			and(eq(inboundMail.organisationId, unit.scope.organisationId), eq(inboundMail.id, mailId))
		);
	if (!row) throw new AppError('not_found');
	return row;
}

/** @throws not_found */
export async function fateOfMail(unit: Unit<InsideScope>, mailId: string): Promise<InboundFate> {
	const [row] = await unit.tx
		.select()
		.from(inboundFate)
		.where(
			and(eq(inboundFate.organisationId, unit.scope.organisationId), eq(inboundFate.mailId, mailId))
		);
	if (!row) throw new AppError('not_found');
	return row;
}

/** What a person made of it; null while nobody read it. */
export async function readingOf(unit: Unit<InsideScope>, mailId: string) {
	const [row] = await unit.tx
		.select()
		.from(inboundReading)
		.where(
			and(
				eq(inboundReading.organisationId, unit.scope.organisationId),
				eq(inboundReading.mailId, mailId)
			)
		);
	return row ?? null;
}
