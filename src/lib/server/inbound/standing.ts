import { and, count, eq, isNull, lt, min } from 'drizzle-orm';
import { notReadSince, UNREAD_MS, type MailboxFault } from '$lib/domain/inbound/standing';
import type { InsideScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { inboundFate, inboundMail, inboundRound } from '../db/schema/inbound';
import { env } from '../env';
import { instanceState } from '../instance/queries';
import { allOrganisations } from '../settings/queries';
import { inboundScope } from './whose-mail';

export interface MailTrouble {
	/** Since when nothing is fetched any more, and what stops it. */
	standing: { since: Date; fault: MailboxFault | '' } | null;
	/** Mails that came and that nobody can see, because they were never read to their end. */
	unread: { count: number; since: Date } | null;
}

/** What keeps answers from being heard. A restored copy hears nothing, and says so elsewhere. */
export async function mailTrouble(unit: Unit<InsideScope>): Promise<MailTrouble> {
	if ((await instanceState(unit)).heldSince) return { standing: null, unread: null };
	return { standing: await standingStill(unit), unread: await keptUnread(unit) };
}

/** For /readyz: what one organisation is told, all are. */
export async function isMailboxStanding(): Promise<boolean> {
	if (!env().INBOUND_IMAP_URL) return false;
	const [first] = await allOrganisations();
	return first ? (await unitOfWork(inboundScope(first), standingStill)) !== null : false;
}

export async function standingStill({
	tx,
	scope,
	now
}: Unit<InsideScope>): Promise<MailTrouble['standing']> {
	if (!env().INBOUND_IMAP_URL) return null;
	const [round] = await tx
		.select()
		.from(inboundRound)
		.where(eq(inboundRound.organisationId, scope.organisationId));
	const since = notReadSince(round ?? null, now);
	return since && { since, fault: round!.fault };
}

async function keptUnread(unit: Unit<InsideScope>): Promise<MailTrouble['unread']> {
	const [row] = await unit.tx
		.select({ count: count(), since: min(inboundMail.receivedAt) })
		.from(inboundMail)
		.leftJoin(inboundFate, itsFate)
		.where(waitsTooLong(unit));
	return row?.since ? { count: row.count, since: row.since } : null;
}

/** Which ones. */
export async function mailsKeptUnread(unit: Unit<InsideScope>): Promise<string[]> {
	const rows = await unit.tx
		.select({ id: inboundMail.id })
		.from(inboundMail)
		.leftJoin(inboundFate, itsFate)
		.where(waitsTooLong(unit));
	return rows.map(({ id }) => id);
}

const itsFate = and(
	eq(inboundFate.organisationId, inboundMail.organisationId),
	eq(inboundFate.mailId, inboundMail.id)
);

const waitsTooLong = ({ scope, now }: Unit<InsideScope>) =>
	and(
		eq(inboundMail.organisationId, scope.organisationId),
		isNull(inboundFate.id),
		lt(inboundMail.receivedAt, new Date(now.getTime() - UNREAD_MS))
	);
