import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { NO_SEAL, type EventFields, type Link } from '$lib/domain/audit/chain';
import { DAY_MS } from '$lib/domain/calendar';
import type { InsideScope, SystemScope } from '../auth/scope';
import { inChunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { auditEvent, auditSeal } from '../db/schema/audit';
import { fieldsOf } from './event-fields';
import { redactedAmong } from './redaction-queries';

/** Rows a look takes at once: it ends well within its time limit, and millions are never held in memory. */
export const PAGE = 5_000;

/** Before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** A place among the events, in the order in which they happened. */
export interface Place {
	at: Date;
	id: string;
}

export interface PlacedEvent extends Place {
	isSealed: boolean;
}

/**
 * The events after a place, or from the first; no more than a page. Their seals are asked for by their
 * ids and not joined: before the tables are analysed, a join would read all seals for every event.
 */
export async function eventsAfter(
	unit: Unit<SystemScope>,
	after: Place | null
): Promise<PlacedEvent[]> {
	const { at, id, organisationId } = auditEvent;
	const later = after ? sql`(${at}, ${id}) > (${instantOf(after)}, ${after.id})` : undefined;
	const places = await unit.tx
		.select({ at, id })
		.from(auditEvent)
		.where(and(eq(organisationId, unit.scope.organisationId), later))
		.orderBy(asc(at), asc(id))
		.limit(PAGE);
	const sealed = await sealedAmong(
		unit,
		places.map((place) => place.id)
	);
	return places.map((place) => ({ ...place, isSealed: sealed.has(place.id) }));
}

const instantOf = ({ at }: Place) => sql`${at.toISOString()}::timestamptz`;

const sealedAmong = async (
	{ tx, scope }: Unit<SystemScope>,
	ids: readonly string[]
): Promise<ReadonlySet<string>> => {
	const rows = await inChunks(ids, (part) =>
		tx
			.select({ id: auditSeal.eventId })
			.from(auditSeal)
			.where(
				and(eq(auditSeal.organisationId, scope.organisationId), inArray(auditSeal.eventId, part))
			)
	);
	return new Set(rows.map(({ id }) => id));
};

/** Events by their ids, as they are hashed. */
export const eventsByIds = (
	{ tx, scope }: Unit<InsideScope>,
	ids: readonly string[]
): Promise<{ id: string; fields: EventFields }[]> =>
	inChunks(ids, async (part) => {
		const rows = await tx
			.select()
			.from(auditEvent)
			.where(and(eq(auditEvent.organisationId, scope.organisationId), inArray(auditEvent.id, part)))
			.orderBy(asc(auditEvent.at), asc(auditEvent.id));
		return rows.map((row) => ({ id: row.id, fields: fieldsOf(row) }));
	});

/** The seals after a number, each with its event. */
export async function linksAfter(unit: Unit<SystemScope>, seq: number): Promise<Link[]> {
	const seals = await unit.tx
		.select()
		.from(auditSeal)
		.where(and(eq(auditSeal.organisationId, unit.scope.organisationId), gt(auditSeal.seq, seq)))
		.orderBy(asc(auditSeal.seq))
		.limit(PAGE);
	const events = await eventsByIds(
		unit,
		seals.map(({ eventId }) => eventId)
	);
	const byId = new Map(events.map(({ id, fields }) => [id, fields]));
	const redacted = await redactedAmong(unit, [...byId.keys()]);
	return seals.map((seal) => ({
		seal,
		event: byId.get(seal.eventId) ?? null,
		redacted: redacted.get(seal.eventId) ?? null
	}));
}

/** What the next seal is made on. */
export async function headOf({ tx, scope }: Unit<SystemScope>) {
	const [last] = await tx
		.select({ seq: auditSeal.seq, hash: auditSeal.hash, eventId: auditSeal.eventId })
		.from(auditSeal)
		.where(eq(auditSeal.organisationId, scope.organisationId))
		.orderBy(desc(auditSeal.seq))
		.limit(1);
	return last ?? { ...NO_SEAL, eventId: FIRST_ID };
}

/** How far the chain goes, for whoever reads the trail: the number of events under seal, and the last hash. */
export async function sealedSoFar({ tx, scope }: Unit<InsideScope>) {
	const [last] = await tx
		.select({ seq: auditSeal.seq, hash: auditSeal.hash, at: auditSeal.sealedAt })
		.from(auditSeal)
		.where(eq(auditSeal.organisationId, scope.organisationId))
		.orderBy(desc(auditSeal.seq))
		.limit(1);
	return last ?? null;
}

/**
 * Where to look for what has no seal yet: a day before the event that was sealed last, because a long
 * piece of work commits what it began hours ago. What is older is found by the whole look of every day.
 */
export async function recentPlace(unit: Unit<SystemScope>): Promise<Place | null> {
	const { tx, scope } = unit;
	const [last] = await tx
		.select({ at: auditEvent.at })
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, scope.organisationId),
				eq(auditEvent.id, (await headOf(unit)).eventId)
			)
		);
	return last ? { at: new Date(last.at.getTime() - DAY_MS), id: FIRST_ID } : null;
}
