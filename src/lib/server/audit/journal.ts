import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { auditEvent } from '../db/schema/audit';
import type { JournalFilter } from './journal-filter';
import { namesOf } from './journal-names';

export const PAGE = 100;

/** Who did what in this organisation, the newest first: one page, and where the next one begins. */
export async function journal(unit: Unit<InsideScope>, filter: JournalFilter) {
	const found = await eventsOf(unit, filter, PAGE + 1);
	const events = found.slice(0, PAGE);
	return {
		rows: await named(unit, events),
		after: found.length > PAGE ? events.at(-1)!.id : null
	};
}

export type JournalRow = Awaited<ReturnType<typeof journal>>['rows'][number];

/** Each with what it was about, by the name people know it by. */
export async function named(unit: Unit<InsideScope>, events: readonly JournalEvent[]) {
	const nameOf = await namesOf(unit, events);
	return events.map((event) => ({ ...event, ...nameOf(event) }));
}

export type JournalEvent = Awaited<ReturnType<typeof eventsOf>>[number];

export const eventsOf = (unit: Unit<InsideScope>, filter: JournalFilter, most: number) =>
	unit.tx
		.select(EVENT)
		.from(auditEvent)
		.where(
			and(
				eq(auditEvent.organisationId, unit.scope.organisationId),
				...onDays(unit, filter),
				filter.kind ? eq(auditEvent.subjectKind, filter.kind) : undefined,
				byWhom(filter.by),
				filter.after ? before(unit, filter.after) : undefined
			)
		)
		.orderBy(desc(auditEvent.at), desc(auditEvent.id))
		.limit(most);

/** What a reader of the trail sees of an event. */
export const EVENT = {
	id: auditEvent.id,
	at: auditEvent.at,
	actorKind: auditEvent.actorKind,
	actorName: auditEvent.actorName,
	action: auditEvent.action,
	subjectKind: auditEvent.subjectKind,
	subjectId: auditEvent.subjectId,
	customerId: auditEvent.customerId,
	data: auditEvent.data
};

/** Whole days, where the organisation is. */
const onDays = ({ scope }: Unit<InsideScope>, { from, until }: JournalFilter) => {
	const start = (day: LocalDate, later = 0) =>
		sql`((${day}::date + ${later}::int)::timestamp at time zone ${scope.timeZone})`;
	return [
		from ? sql`${auditEvent.at} >= ${start(from)}` : undefined,
		until ? sql`${auditEvent.at} < ${start(until, 1)}` : undefined
	];
};

const ACTOR_KINDS = ['customer', 'resolver', 'system'] as const;
const byWhom = (by: string): SQL | undefined => {
	const kind = ACTOR_KINDS.find((one) => one === by);
	if (kind) return eq(auditEvent.actorKind, kind);
	return by ? and(eq(auditEvent.actorKind, 'user'), eq(auditEvent.actorId, by)) : undefined;
};

const before = ({ scope }: Unit<InsideScope>, id: string) =>
	sql`(${auditEvent.at}, ${auditEvent.id}) < (select last.at, last.id from audit_event last
		where last.organisation_id = ${scope.organisationId} and last.id = ${id})`;
